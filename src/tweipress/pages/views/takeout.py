"""Taking everything along: what is in the zip, then the zip. No rules here."""

from http import HTTPStatus
from threading import BoundedSemaphore
from typing import IO, Final

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from tweipress.bank import turns
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.refusals import advised, status_of
from tweipress.pages.takeout.packing import contents, pack
from tweipress.people.actions.leaving import Member
from tweipress.security.actions import Event, record

AT_ONCE: Final = 2
"""A zip reads and packs for as long as a member has much, and other pages need threads too."""
WAIT_S: Final = 10
PLACES: Final = BoundedSemaphore(AT_ONCE)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def takeout(request: HttpRequest) -> HttpResponseBase:
    """Say what a member can take along; give it to whoever asks for it."""
    assert request.user.is_authenticated
    refused = None
    if request.method == "POST":
        packed = _packed(request, request.user)
        if not isinstance(packed, Refused):
            record(Event.EXPORTED, member=request.user.pk)
            # it is compressed already; what is compressed on its way loses its length
            request.META.pop("HTTP_ACCEPT_ENCODING", None)
            return FileResponse(packed, as_attachment=True, filename="takeout.zip")
        refused = packed
    status = HTTPStatus.OK if refused is None else status_of(refused)
    times = limits.windows(request, limits.TAKEOUTS[:1])[0].amount
    shown = {"contents": contents(), "refused": refused, "times": times}
    return advised(render(request, "people/takeout.html", shown, status=status), refused)


def _packed(request: HttpRequest, member: Member) -> IO[bytes] | Refused:
    if not PLACES.acquire(blocking=False):
        return refuse(
            Refusal.RATE_SPENT,
            limit="takeouts-at-once",
            quota=AT_ONCE,
            window_s=WAIT_S,
            wait_s=WAIT_S,
        )
    try:
        if refused := limits.spend(request, limits.TAKEOUTS):
            return refused
        with turns.waiting():
            return pack(member)
    finally:
        PLACES.release()
