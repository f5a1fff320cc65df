"""What environs does not know of the TWEIPRESS_* variables: bounds, URLs, and which names exist.

Every mistake ends in one line that names the variable. No line repeats a URL, which may hold a
password.
"""

import os
import re
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, unquote, urlsplit

from environs import Env, EnvError, validate

PREFIX: Final = "TWEIPRESS_"
KEY_BYTES: Final = 50
_CONTACT: Final = re.compile(r"mailto:[!-?A-~]+@[!-?A-~]+|https://[!-~]+", re.ASCII)
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(:\d+)?")


class SettingsError(EnvError):
    """A setting that cannot be used; its text is one line for the operator."""


def reader() -> Env:
    """Return environs' reader of this process's variables; an empty one is refused at once."""
    for name, value in os.environ.items():
        if name.startswith(PREFIX) and not value.strip():
            raise SettingsError(f"{name} is empty: give it a value or unset it.")
    return Env(eager=True)


def refuse_unknown(env: Env) -> None:
    """Refuse variables that nobody asked for: a mistyped name must not go unseen."""
    known = env.dump().keys()
    if unknown := {name for name in os.environ if name.startswith(PREFIX)} - known:
        names = ", ".join(sorted(unknown))
        raise SettingsError(f"{names}: no such setting. Known are {', '.join(sorted(known))}.")


def one_of(*options: str) -> validate.OneOf:
    """Return the check that a word is one of `options`."""
    return validate.OneOf(options, error=f"it is one of {', '.join(options)}")


def between(low: int, high: int) -> validate.Range:
    """Return the check that a number is from `low` to `high`."""
    return validate.Range(low, high, error=f"it is a whole number from {low} to {high}")


def words(text: str) -> list[str]:
    """Return the words of a comma-separated list."""
    return [word.strip() for word in text.split(",") if word.strip()]


def chosen(env: Env, name: str, otherwise: str, known: Iterable[str]) -> frozenset[str]:
    """Return the words of a variable's list, which are of those known."""
    named = frozenset(words(env.str(name, otherwise)))
    if unknown := named - frozenset(known):
        raise SettingsError(f"{name} names {min(unknown)}: choose of {', '.join(sorted(known))}.")
    return named


def mail(name: str, url: str) -> dict[str, Any]:
    """Return how mail leaves, by URL: console: or smtp(s)://user:password@host:port.

    `backend` is Django's name for it; `tls` is False, or "start" or "whole".
    """
    parts = split(name, url)
    if parts.scheme == "console":
        return {"backend": "console"}
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsError(f"{name} is no console: and no smtp://user:password@host:port URL.")
    return {
        "backend": "smtp",
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "tls": "whole" if parts.scheme == "smtps" else bool(parts.username) and "start",
    }


def origin(name: str, given: str, default: str) -> str:
    """Return where the site is found, as scheme, host and port; links in mail begin with it.

    Without a name that is one (as *, or .press.example) nobody can guess it: it has to be given.
    """
    url = given or default
    parts = split(name, url)
    is_bare = url == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    if not is_bare or parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.netloc):
        raise SettingsError(
            f"{name} is no address of a site: give one like https://press.example, without a path."
        )
    return url


def contact(name: str, url: str) -> str:
    """Return how to reach the operator about a fault: a mailto: or https: URL, or nothing."""
    if url and not _CONTACT.fullmatch(url):
        raise SettingsError(f"{name} is no mailto: or https: address: give it as a URL.")
    return url


def split(name: str, url: str) -> SplitResult:
    """Return the parts of a URL; its text is kept out of the error, as it may hold a password."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"{name} cannot be read as a URL: check its host and port.") from error
    return parts


def data_folder(path: str) -> Path:
    """Return the folder of the site's own files, made if there is none."""
    folder = Path(path).expanduser().resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"TWEIPRESS_DATA: {folder} cannot be made: {error.strerror}."
        ) from error
    return folder


def generated_key(path: Path) -> str:
    """Return the key kept in a file, made at the first run with mode 0600."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(KEY_BYTES))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    return path.read_text()
