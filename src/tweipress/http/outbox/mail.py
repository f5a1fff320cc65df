"""Mail leaves after the answer, with links to the site's own address whoever asked under which."""

from collections.abc import Sequence
from functools import partial
from smtplib import SMTPException
from typing import Final, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from tweipress.http.outbox import later

LINK: Final = "_url"
"""How the names of links in a mail's context end."""

_log = structlog.get_logger("tweipress.mail")


class Site(NamedTuple):
    """The site as its mail names it."""

    name: str
    domain: str


def site() -> Site:
    """Return the site as configured."""
    host = urlsplit(settings.TWEIPRESS_PUBLIC_URL).netloc
    return Site(host, host)


def at_site(url: str) -> str:
    """Return a link with its path and query, at the configured address."""
    parts = urlsplit(url)
    path = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{settings.TWEIPRESS_PUBLIC_URL}{path}"


class Queue(BaseEmailBackend):
    """Has mail sent by the configured backend, after the answer; what fails is logged."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Have messages sent soon, and return how many."""
        later.do(partial(_send, list(email_messages)))
        return len(email_messages)


def _send(messages: Sequence[EmailMessage]) -> None:
    try:
        get_connection(settings.MAIL_BACKEND).send_messages(messages)
    except (OSError, SMTPException) as error:  # its text may name who was to get the mail
        _log.error("mail_not_sent", kind=type(error).__name__)
