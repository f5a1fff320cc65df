"""Addresses of pages, kept: saves reversing a route, some 20 µs each.

Nothing drops them: routes are read at a process's start and stay as they are. The oldest give way.
"""

from functools import lru_cache
from typing import Final

from django.urls import reverse

KEPT: Final = 4096
"""Those of the articles, members and comments that were shown last, under 1 MiB."""


@lru_cache(maxsize=KEPT)
def address(name: str, *values: object) -> str:
    """Return the path of the page of that name."""
    return reverse(name, args=values)
