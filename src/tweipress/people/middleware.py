"""What becomes of banned members' forms, refused pages, and passwords without room."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.units import MS_PER_S, S_PER_H
from tweipress.decisions import queries as decisions
from tweipress.http.answers import refusal_page
from tweipress.http.counts import Window
from tweipress.http.limits import COUNTS
from tweipress.http.viewer import viewer_id
from tweipress.people.factors import SecondFactorMissingError
from tweipress.people.hashing import HashingBusyError
from tweipress.security.actions import Event, record

WRITES: Final = ("/me/profile/", "/me/trust/", "/write/", "/pictures/")
"""Where those forms are. Acts need no guard: the rules refuse them.

The pages with these forms ask `books.ban_refusal` too, and do not offer them."""

NOTED_AN_HOUR: Final = 20
"""Refused pages of one member that the log keeps: enough to see what somebody looks for."""


class BannedMembers:
    """Refuse forms of banned and suspended members that change the site but not the books."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or say why not."""
        is_write = request.method == "POST" and request.path.startswith(WRITES)
        member = viewer_id(request) if is_write else None
        if member is not None and (refused := books.ban_refusal(member)):
            return refusal_page(request, refused, reverse("people:trust"))
        if member is not None and (refused := decisions.write_refusal(member)):
            return refusal_page(request, refused, reverse("decisions:own"))
        return self._get_response(request)


class BusyHashing:
    """Say so where a password could not be hashed because too many others were."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 429 and when to try again; other errors are not answered here."""
        if not isinstance(error, HashingBusyError):
            return None
        return refusal_page(request, refuse(Refusal.SIGN_INS_BUSY), request.path)


class AccessRefused:
    """Tell the security log who was refused a page, so often in an hour however often they ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Note it; others answer."""
        member = viewer_id(request) if isinstance(error, PermissionDenied) else None
        if member is None:
            return
        noted = Window("access refused", str(member), NOTED_AN_HOUR, S_PER_H * MS_PER_S)
        if not COUNTS.take([noted], clock.now_ms())[0].is_full:
            record(Event.ACCESS_REFUSED, member=member, detail={"page": request.path})


class SecondFactors:
    """Say what to do where a right waits for a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer 403 and how to set it up; other errors are not answered here."""
        if not isinstance(error, SecondFactorMissingError):
            return None
        return render(request, "people/second_factor.html", status=HTTPStatus.FORBIDDEN)
