"""Whom a member has muted or blocked: the list, and changing it. No rules here."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther, refusal_page
from tweipress.http.links import inside
from tweipress.http.viewer import member_id
from tweipress.people import queries as people
from tweipress.people.muting import actions, queries
from tweipress.people.muting.actions import Wish


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def muting(request: HttpRequest) -> HttpResponse:
    """Show whom the member has muted or blocked; change that as a form asks."""
    member = member_id(request)
    if request.method != "POST":
        return render(request, "muting/muting.html", {"listed": queries.listed(member)})
    back_to = inside(request.POST.get("back_to", "")) or reverse("muting:muting")
    refused = _settle(member, request.POST.get("name", ""), request.POST.get("wish", ""))
    if refused is not None:
        return refusal_page(request, refused, back_to)
    messages.success(request, _("Saved. Nobody is told."))
    return SeeOther(back_to)


def _settle(member: MemberId, name: str, wish: str) -> Refused | None:
    if wish not in set(Wish):
        return refuse(Refusal.MALFORMED)
    other = people.named(name)
    if other is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    return actions.settle(member, MemberId(other.pk), Wish(wish))
