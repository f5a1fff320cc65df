"""How log lines look: for people on a console, or as JSON for machines.

What others typed cannot make a line of its own, or steer a terminal: signs that do not print are
written as escapes, a traceback is indented. Links whose last part is a secret are cut before it.
"""

import re
import sys
import traceback
from typing import Any, Final, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

SECRET_PATHS: Final = (
    *("/accounts/confirm-email/", "/accounts/password/reset/key/", "/join/"),
    *("/letters/confirm/", "/letters/stop/", "/desk/calendar/"),
    "/notices/receipt/",
)
"""What follows these is a key from a mail, or a code to join with: who has it may use it."""
_SECRET: Final = re.compile(rf"({'|'.join(SECRET_PATHS)})[^\s?#'\"<>]+", re.IGNORECASE)
_TRACEBACK: Final = ("exception", "stack")
_INDENT: Final = "    "

_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def printable(text: str) -> str:
    """Return a text in one line that prints as it is, without the secrets of links in it."""
    if not text.isprintable():
        text = "".join(
            sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
        )
    return without_secrets(text)


def without_secrets(text: str) -> str:
    """Return a text with the secrets of links in it left out."""
    return _SECRET.sub(r"\1…", text)


def _clean(_logger: object, _name: str, event: EventDict) -> EventDict:
    """Clean everything in a line that is text or may print as text."""
    return {key: _cleaned(key, value) for key, value in event.items()}


def _cleaned(key: str, value: Any) -> Any:
    if key == "exc_info" or isinstance(value, int | float | None):
        return value
    if key in _TRACEBACK:  # JSON writes its line breaks as escapes, the console gets none
        return without_secrets(str(value))
    return printable(str(value))


def _write_traceback(to: TextIO, exc_info: ExcInfo) -> None:
    """Write a traceback without the values at hand, and so that no line begins like a log line."""
    for part in traceback.format_exception(*exc_info):
        to.writelines(f"\n{_INDENT}{printable(line)}" for line in part.rstrip("\n").split("\n"))


def logging_config(form: str) -> dict[str, Any]:
    """Return Django's LOGGING for `form` console or json, and point structlog to it."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last: tuple[Processor, ...] = (
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            pad_event_to=0,
            pad_level=False,
            exception_formatter=_write_traceback,  # others write locals: passwords
        ),
    )
    first: tuple[Processor, ...] = (
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        _clean,
    )
    if form == "json":
        first = (structlog.processors.format_exc_info, *first)
        last = (structlog.processors.JSONRenderer(),)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [*first, *last],
            },
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # Every request has its own line already (config/middleware.py).
        "loggers": {
            "django": {"handlers": [], "level": "INFO"},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "ERROR"},
            # Anybody may name any host: a line a request is enough.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }
