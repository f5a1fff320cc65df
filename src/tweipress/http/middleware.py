"""Every form is counted: by member and by network. What is read is never counted."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from tweipress.http import limits
from tweipress.http.answers import is_htmx, refusal_page

SAFE: Final = {"GET", "HEAD", "OPTIONS", "TRACE"}


class RateLimits:
    """Refuse a form that comes too often, and say in each answer what is left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say why not; a block stays, with what was typed in it."""
        if request.method in SAFE:
            return self._get_response(request)
        refused = limits.spend(request, limits.FORMS)
        if refused is None:
            return limits.state_in(self._get_response(request), request)
        response = refusal_page(request, refused, "/")
        if is_htmx(request):
            response["HX-Retarget"], response["HX-Reswap"] = "this", "afterbegin"
        return limits.state_in(response, request)
