"""Compressed pages: a page that is kept for all visitors once, in brotli; each other one in gzip.

Saves bytes on the wire, and the time of Django's own middleware, which compresses at level 6. It is
below KeptPages, which keeps what this has made; it keeps nothing itself.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from tweipress.http.fast import encodings, kept_pages

LEAST_BYTES: Final = 200
"""Shorter answers stay as they are: a redirect, a beacon's figures."""
TEXTS: Final = (
    *("text/", "image/svg", "application/json", "application/feed+json"),
    *("application/xml", "application/rss+xml", "application/atom+xml"),
)
"""Pictures are compressed already."""


class Compressed:
    """Compress an answer as far as it may be, and as the browser asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what is sent as it is made or is compressed already stays."""
        response = self._get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        content = response.content
        if len(content) < LEAST_BYTES or not response["Content-Type"].startswith(TEXTS):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        best = encodings.best(request)
        if best == encodings.BROTLI and kept_pages.is_for_everybody(request, response):
            _replace(response, encodings.for_everybody(content), best)
        elif encodings.takes_gzip(request):
            _replace(response, encodings.for_one(content), encodings.GZIP)
        return response


def _replace(response: HttpResponse, content: bytes, encoding: str) -> None:
    """Put a compressed page in place of a longer one; its tag is then of what is shown alone."""
    if len(content) >= len(response.content):
        return
    response.content = content
    response.headers["Content-Length"] = str(len(content))
    response.headers["Content-Encoding"] = encoding
    tag = response.headers.get("ETag", "")
    if tag.startswith('"'):
        response.headers["ETag"] = f"W/{tag}"
