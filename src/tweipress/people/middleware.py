"""A banned member may only read: what is no act of the books is refused here."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.answers import refusal_page

WRITES: Final = ("/me/profile/", "/me/trust/", "/write/")
"""Forms that change the site and not the books; acts are refused by the rules."""


class BannedMembers:
    """Refuse a banned member's forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say why not."""
        writes = request.method == "POST" and request.path.startswith(WRITES)
        if writes and request.user.is_authenticated and books.is_banned(MemberId(request.user.pk)):
            return refusal_page(request, refuse(Refusal.BANNED), "/me/trust/")
        return self._get_response(request)
