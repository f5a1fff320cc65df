"""Mail by a provider's HTTP interface, which says what went wrong as an SMTP server would.

So whoever sends mail knows one kind of errors. Letters rely on it that what may have been taken is
told apart from what was not (ADR 53).
"""

from collections.abc import Sequence
from http import HTTPStatus
from importlib import import_module
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

OF_THE_COPY: Final = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})
"""Answers that refuse one mail; other refusals are about the account, or ask to come later."""
FOR_GOOD: Final = 550
FOR_NOW: Final = 451
PROBE_S: Final = 5


class Provider(BaseEmailBackend):
    """Sends by anymail's backend for the provider of the settings."""

    def __init__(self, fail_silently: bool = False, **_options: Any) -> None:  # Django's own
        super().__init__(fail_silently=fail_silently)
        module = import_module(f"anymail.backends.{settings.MAIL_PROVIDER}")
        self._backend = module.EmailBackend()

    def open(self) -> bool:
        """Ask the provider for any answer; one that is away raises an OSError."""
        self._backend.open()
        answer = self._backend.session.get(
            self._backend.api_url, timeout=PROBE_S, allow_redirects=False
        )
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ConnectionError(f"The provider answers {answer.status_code}.")
        return True

    def close(self) -> None:
        """Let go of the connection."""
        self._backend.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send messages; raise what an SMTP server's refusal would raise."""
        from anymail.exceptions import AnymailError  # noqa: PLC0415  # an optional package

        try:
            return int(self._backend.send_messages(list(email_messages)))
        except AnymailError as error:
            raise _as_smtp(error, email_messages[0]) from error


def _as_smtp(error: Exception, message: EmailMessage) -> SMTPException:
    """Return the SMTP error that says the same."""
    from anymail.exceptions import AnymailAPIError, AnymailRecipientsRefused  # noqa: PLC0415  # as above

    status = getattr(error, "status_code", None)
    if isinstance(error, AnymailRecipientsRefused):
        return SMTPRecipientsRefused(dict.fromkeys(message.to, (FOR_GOOD, b"refused")))
    if not isinstance(error, AnymailAPIError) or status in OF_THE_COPY:
        return SMTPDataError(FOR_GOOD, "refused")
    if status is None or not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return SMTPServerDisconnected("Nobody knows whether the provider has taken it.")
    return SMTPSenderRefused(FOR_NOW, f"HTTP {status}".encode(), message.from_email)
