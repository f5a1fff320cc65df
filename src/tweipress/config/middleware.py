"""What happens to every request, whatever it asks for: a line in the log, a bound on its size."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponse

BODY_MAX_BYTES: Final = 8 * 1024 * 1024  # twice the largest upload; forms are bound in settings

_log = structlog.get_logger("tweipress.request")


class RequestLog:
    """Write method, path, status and time taken; never a query, a body or who asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and write its line."""
        started_ns = time.perf_counter_ns()
        response = self._get_response(request)
        _log.info(
            f"{request.method} {request.path}",
            status=int(response.status_code),
            took_ms=(time.perf_counter_ns() - started_ns) // 1_000_000,
        )
        return response


class BodyLimit:
    """Refuse a body that no form of the site can have made, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it with 413."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= BODY_MAX_BYTES:
            return self._get_response(request)
        return HttpResponse(
            f"This is larger than {BODY_MAX_BYTES >> 20} MiB: send something smaller.",
            content_type="text/plain",
            status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
