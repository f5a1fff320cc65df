"""Addresses in templates, kept: saves reversing routes and asking the manifest, some 15 µs each.

Nothing drops them: routes and the manifest are read at a process's start and stay as they are. The
site is at the root of its host.
"""

from functools import cache, lru_cache
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from markupsafe import Markup, escape

KEPT: Final = 4096
"""Addresses with a value in them: articles, members and comments that were shown last, 1 MiB."""


@lru_cache(maxsize=KEPT)
def url(name: str, *values: object) -> Markup:
    """Return the address of a page."""
    return escape(reverse(name, args=values))


@lru_cache(maxsize=KEPT)
def whole_url(name: str, *values: object) -> Markup:
    """Return the whole address of a page, the one that it has for everybody."""
    return escape(settings.TWEIPRESS_PUBLIC_URL + reverse(name, args=values))


@cache
def static(path: str) -> Markup:
    """Return the address of a file that browsers may keep."""
    return escape(staticfiles_storage.url(path))
