"""Trust: a member's own page about it, invitations, and what is done about another member."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import refuse
from tweipress.http.answers import answer, refusal_page, to_sign_in
from tweipress.http.request_keys import sent_key
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks.trust import own_trust_block, trust_block
from tweipress.people import queries as people
from tweipress.people.actions import bans, invitations, vouches
from tweipress.people.queries import factors


@require_GET
@login_required
@books.read_session()
def own(request: HttpRequest) -> HttpResponse:
    """Show a member how far they are trusted, for whom they answer, and who for them."""
    assert request.user.is_authenticated
    return render(request, "people/trust.html", own_trust_block(MemberId(request.user.pk)))


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Make a code to invite somebody with."""
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, reverse("people:trust"))
    made = invitations.make_code(member, sent_key(request.POST))
    return _own_again(request, member, made, _("The invitation is ready: copy its link."))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take back a code that nobody has used."""
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, reverse("people:trust"))
    refused = invitations.withdraw_code(member, request.POST.get("code", ""))
    return _own_again(request, member, refused, _("The invitation is withdrawn."))


@require_POST
def vouch(request: HttpRequest, name: str) -> HttpResponse:
    """Vouch for a member."""
    return _about(request, name, vouches.vouch, _("You vouch for %(name)s."))


@require_POST
def unvouch(request: HttpRequest, name: str) -> HttpResponse:
    """Take a vouch back."""
    return _about(request, name, vouches.take_back_vouch, _("You no longer vouch for %(name)s."))


@require_POST
def ban(request: HttpRequest, name: str) -> HttpResponse:
    """Ban a member for the reason written, or lift the ban."""
    reason, lifted = request.POST.get("reason", ""), request.POST.get("lift") == "yes"

    def act(by: MemberId, other: MemberId, key: str) -> Answer:
        factors.require_of_holder(by, Right.BAN)
        return bans.ban(by, other, reason, key, lifted=lifted)

    said = _("The ban of %(name)s is lifted.") if lifted else _("%(name)s is banned.")
    return _about(request, name, act, said)


def _own_again(request: HttpRequest, member: MemberId, outcome: object, said: str) -> HttpResponse:
    """Show a member's own trust again after a form on it."""
    block = "people/own_trust.html"
    return answer(
        request, outcome, reverse("people:trust"), block, lambda: own_trust_block(member), said
    )


def _about(
    request: HttpRequest,
    name: str,
    act: Callable[[MemberId, MemberId, str], Answer],
    said: str,
) -> HttpResponse:
    """Do what a signed-in member asks about another one, and show that one's trust again."""
    row = people.by_name(name)
    if row is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_MEMBER), "/")
    back_to, other, viewer = row.get_absolute_url(), MemberId(row.pk), viewer_id(request)
    if viewer is None:
        return to_sign_in(request, back_to)
    return answer(
        request,
        act(viewer, other, sent_key(request.POST)),
        back_to,
        "people/trust_profile.html",
        lambda: trust_block(viewer, other, row.name),
        said % {"name": row.name},
    )
