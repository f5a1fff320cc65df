"""Addresses of pages that apps link to, and leading on from those that have moved."""

import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.http import url_has_allowed_host_and_scheme

SLUG_CHARS: Final = 80
"""The most characters of a slug."""
SLUG: Final = "readable"
"""What the routes call one."""


class SlugConverter:
    """A slug of any script in a path; written with its accents apart it is the same."""

    regex = f"[^/]{{1,{SLUG_CHARS}}}"

    def to_python(self, value: str) -> str:
        """Return the slug as it is stored."""
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        """Return the slug as it is."""
        return value


def post_path(slug: str, block: str = "") -> str:
    """Return the path of an article's page, or of a block on it (`comments`, `reports`)."""
    return f"/post/{quote(slug)}/" + (f"#{block}" if block else "")


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """Send a browser on for good to where a page is now, with what it asked there.

    It keeps no note of that: an address can be given back to its article.
    """
    asked = request.GET.urlencode()
    return moved_from_elsewhere(f"{path}?{asked}" if asked else path)


def moved_from_elsewhere(path: str) -> HttpResponse:
    """Send a browser on for good from an address of another site, as `moved` does."""
    response = HttpResponsePermanentRedirect(path)
    response.headers["Cache-Control"] = "no-store"
    return response


def path_of(asked: str) -> str:
    """Return the path of an address; nothing if it is none, as with half of an IPv6 host."""
    try:
        return urlsplit(asked).path
    except ValueError:
        return ""


def inside(asked: str) -> str:
    """Return the path of an address that a form was on, if it is one of ours; else nothing."""
    path = path_of(asked)
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else ""
