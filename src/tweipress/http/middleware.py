"""Middleware: limits on forms, and nothing of a member's pages in a cache."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django_htmx.http import reswap, retarget

from tweipress.http import limits
from tweipress.http.answers import is_htmx, refusal_page

SECRET: Final = ("/accounts/", "/join/")
"""Addresses that are secrets, or whose pages hold some, though nobody is signed in."""
SAFE: Final = {"GET", "HEAD", "OPTIONS", "TRACE"}


class NoStore:
    """Let no cache keep what a signed-in member sees, or a secret; other pages can be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what a view says of caches itself stays."""
        response = self._get_response(request)
        is_secret = request.path.startswith(SECRET) or request.user.is_authenticated
        if is_secret and not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "no-store"
        return response


class RateLimits:
    """Refuse a form that comes too often, and say in each answer what is left.

    Reading is never counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it; a block stays, with what was typed in it."""
        if request.method in SAFE:
            return self._get_response(request)
        refused = limits.spend(request, limits.FORMS)
        if refused is None:
            return limits.state_in(self._get_response(request), request)
        response = refusal_page(request, refused, "/")
        if is_htmx(request):
            response = reswap(retarget(response, "this"), "afterbegin")
        return limits.state_in(response, request)
