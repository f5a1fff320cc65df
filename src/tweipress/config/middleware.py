"""What happens to every request, whatever it asks for: it is logged, counted and kept in bounds."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import structlog
from csp.constants import HEADER
from csp.utils import build_policy
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string

from tweipress.backup import write_lock
from tweipress.config.metrics import note_request
from tweipress.config.routers import SITE
from tweipress.config.server.bodies import UNREAD
from tweipress.config.server.bounds import body_max_bytes
from tweipress.core.digits import number_in
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import refusal_data, wants_data
from tweipress.http.refusals import advised, status_of

MOVING_S: Final = 60
ADDRESS_MAX_CHARS: Final = 4096  # a redirect repeats it, three signs for one: no 16 KiB then

_log = structlog.get_logger("tweipress.request")


class RequestLog:
    """Write method, path, status and time taken, and count it; never a query or who asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, write its line and count it."""
        started_ns = time.perf_counter_ns()
        response = self._get_response(request)
        took_ns = time.perf_counter_ns() - started_ns
        _log.info(
            f"{request.method} {request.path}",
            status=int(response.status_code),
            took_ms=took_ns // 1_000_000,
        )
        note_request(request, response.status_code, took_ns)
        return response


class Headers(SecurityMiddleware):
    """Give every answer the headers that protect a browser, also one that is refused at once.

    Django's own comes later as well: it sends a browser to HTTPS, which repeats the address.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Let every request in."""


class ContentPolicy:
    """Say what a page may load: django-csp's header, made once, since all pages have the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and add the header."""
        response = self._get_response(request)
        response.headers[HEADER] = self._policy
        return response


class Moving:
    """Say that a site is shut for writing, where a page has failed because of that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; look into it only when the answer would be our mistake."""
        response = self._get_response(request)
        if response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR or not _is_shut():
            return response
        return HttpResponse(
            render_to_string("503.html"),
            status=HTTPStatus.SERVICE_UNAVAILABLE,
            headers={"Retry-After": str(MOVING_S)},
        )


def _is_shut() -> bool:
    """Tell whether the site's database is shut; one that is away is not."""
    try:
        return write_lock.is_shut(SITE)
    except Error:
        return False


class AddressLimit:
    """Refuse an address that no page of the site links to, before anything repeats it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it with 414."""
        if len(request.get_full_path()) <= ADDRESS_MAX_CHARS:
            return self._get_response(request)
        return HttpResponse(
            render_to_string("414.html", {"most": ADDRESS_MAX_CHARS}),
            status=HTTPStatus.REQUEST_URI_TOO_LONG,
        )


class BodyLimit:
    """Refuse a body that no form of the site can have made, or that the server did not read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it: with 413, or as the server says (config.server)."""
        if unread := request.META.get(UNREAD):
            return _refusal(request, refuse(unread))
        length = number_in(request.META.get("CONTENT_LENGTH") or "0")
        most_bytes = body_max_bytes(request.path)
        if length is not None and length <= most_bytes:
            return self._get_response(request)
        return HttpResponse(
            render_to_string("413.html", {"most": filesizeformat(most_bytes)}),
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )


def _refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer with a page of the refusal, or to a program with data."""
    if wants_data(request):
        return refusal_data(refused)
    page = render_to_string("unread.html", {"refused": refused})
    return advised(HttpResponse(page, status=status_of(refused)), refused)
