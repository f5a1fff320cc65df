"""The page of a member's notifications, the figure in the masthead, and reading them."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.composed.hearing.saying import said
from tweipress.core.digits import number_in
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.answers import SeeOther, refusal_page, to_sign_in
from tweipress.http.viewer import member_id, viewer_id
from tweipress.language import figures
from tweipress.notifications import actions, queries

PAGE_DIGITS = 4
"""More pages than anybody's notifications can have."""


@require_safe
@login_required
def notifications(request: HttpRequest) -> HttpResponse:
    """Show a portion of what the member is told, unread first."""
    member, page = member_id(request), number_in(request.GET.get("page", "1"), PAGE_DIGITS)
    if not page:
        raise Http404("A page is named by its number.")
    listed = queries.listed(member, page)
    shown = {
        "lines": said(listed.rows, member),
        "listed": listed,
        "last": max((row.pk for row in listed.rows), default=0),
        "kept_s": int(queries.KEPT.total_seconds()),
    }
    return render(request, "notifications/notifications.html", shown)


@require_safe
def unread(request: HttpRequest) -> HttpResponse:
    """Answer with how many are not read, as the masthead has it; with nothing to a visitor."""
    if viewer_id(request) is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    count = getattr(request.user, "unread", 0)
    return HttpResponse(figures.number(count) if count else "", content_type="text/plain")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Note that the member has read what the page showed, and all before."""
    back_to = reverse("notifications:all")
    member, last = viewer_id(request), number_in(request.POST.get("last", ""))
    if member is None:
        return to_sign_in(request, back_to)
    if last is None:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    actions.read_all(member, last)
    messages.success(request, _("Everything is marked as read."))
    return SeeOther(back_to)


@require_POST
def read_one(request: HttpRequest, number: str) -> HttpResponse:
    """Note that the member has read one, and lead to what it is about if they want to go there."""
    back_to, member = reverse("notifications:all"), viewer_id(request)
    if member is None:
        return to_sign_in(request, back_to)
    row = queries.one(member, number_in(number) or 0)
    if row is None:
        raise Http404("There is no such notification of this member's.")
    actions.read_one(member, row.pk)
    if request.POST.get("do") == "open":
        return SeeOther(said([row], member)[0].path)
    return SeeOther(back_to)
