"""What of a request may go the short way: saves nothing, and keeps which address is which view."""

from functools import lru_cache
from typing import Final

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.urls import Resolver404, ResolverMatch, resolve

from tweipress.config.server.bodies import UNREAD
from tweipress.core.digits import number_in
from tweipress.http.middleware import are_storable, is_utf8

VIEWS: Final = frozenset(
    {
        *("comments:like", "comments:dislike", "comments:write"),
        *("reading:beacon", "reading:plus", "reading:minus", "reading:done"),
    }
)
"""Whose forms go the short way."""
PLACES: Final = ("/comments/", "/read/")
"""How their addresses begin."""
TYPES: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
BODY_MAX_BYTES: Final = 64 * 1024
"""Several times the longest comment."""
PATH_MAX_CHARS: Final = 512
MATCHES_KEPT: Final = 4096
NOTHING: Final = QueryDict()


def view_asked(request: HttpRequest) -> ResolverMatch | None:
    """Return the view of a member's form that is ordinary in every way, None of any other."""
    asked, path = request.META, request.path_info
    if (
        request.method != "POST"
        or not path.startswith(PLACES)
        or len(path) > PATH_MAX_CHARS
        or asked.get("QUERY_STRING")
        or asked.get("SCRIPT_NAME")
        or UNREAD in asked
        or request.content_type not in TYPES
        or settings.SESSION_COOKIE_NAME not in request.COOKIES
        or (settings.SECURE_SSL_REDIRECT and not request.is_secure())
    ):
        return None
    length = number_in(asked.get("CONTENT_LENGTH") or "0")
    if length is None or length > BODY_MAX_BYTES or not is_utf8(request):
        return None
    match = _match(path)
    if match is None or not _is_of_this_site(request):
        return None
    cookies = (text for pair in request.COOKIES.items() for text in pair)
    return match if are_storable((path, *cookies), NOTHING) and _form_fits(request) else None


@lru_cache(maxsize=MATCHES_KEPT)
def _match(path: str) -> ResolverMatch | None:
    """Return the view of a path, if its forms go the short way."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.view_name in VIEWS else None


def _is_of_this_site(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _form_fits(request: HttpRequest) -> bool:
    """Tell whether a form can be read, and every text in it kept.

    The body is kept, so that the long way can read it again and come to the same mistake.
    """
    try:
        if not request.body:
            return False
        return not request.FILES and are_storable((), request.POST)
    except UnreadablePostError:
        request._read_started = False  # type: ignore[attr-defined]  # noqa: SLF001  # to try again
    except (SuspiciousOperation, MultiPartParserError):
        for read in ("_post", "_files"):
            vars(request).pop(read, None)
    return False


class Token(CsrfViewMiddleware):
    """Django's check of a form's token and of where the form comes from; nothing is answered."""

    def lets_in(self, request: HttpRequest, match: ResolverMatch) -> bool:
        """Tell whether Django would let the form in."""
        self.process_request(request)
        return self.process_view(request, match.func, match.args, match.kwargs) is None

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        """Say that it would not, and leave the answer to the long way."""
        return HttpResponse()
