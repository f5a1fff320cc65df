"""Embeds: of which sites an article may show a card. Nothing is ever loaded from them."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from tweipress.articles.text.faults import ContentError, Fault

SCHEMES: Final = {"http", "https"}
# Browsers take a backslash for a slash: what follows it would not be the host that was checked.
WRONG_SIGNS: Final = re.compile(r"[\s\\<>\"`{}|^]")
HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def host(url: str) -> str:
    """Return the host of a web address, empty if it is none that can be told for sure."""
    if WRONG_SIGNS.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    name = parts.netloc.lower()
    return name if parts.scheme in SCHEMES and HOST.fullmatch(name) else ""


def check(url: str, path: str) -> None:
    """Raise ContentError unless `url` is an address of a site on the list, or of a part of one."""
    name = host(url)
    if not name:
        raise ContentError(path, Fault.NO_LINK)
    if not is_listed(url):
        raise ContentError(path, Fault.NOT_LISTED, host=name)


def is_listed(url: str) -> bool:
    """Tell whether an address is one of a site on the list, or of a part of one."""
    name = host(url)
    listed = settings.TWEIPRESS_EMBED_HOSTS
    return any(name == one or name.endswith(f".{one}") for one in listed)
