"""Whose letters are: the paper's name before the site's address, and where answers to them go."""

from email.utils import formataddr, parseaddr

from django.conf import settings

from tweipress.publication import queries as paper
from tweipress.publication.checks import MAILTO


def sender() -> str:
    """Return the site's address with the paper's name, unless the setting names somebody."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or " ".join(paper.current().name.split()), address))


def reply_to() -> list[str]:
    """Return the paper's contact if that is a mail address, none otherwise."""
    url = paper.current().contact_url
    return [url.removeprefix(MAILTO)] if url.startswith(MAILTO) else []
