"""The page on which moderators decide about a member, and note about them for each other."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.composed.decisions import lines
from tweipress.core.acts.members.ban import Ban
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import S_PER_DAY
from tweipress.decisions import queries as decisions
from tweipress.decisions.queries import Kind, Why
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.http.request_keys import form_key, sent_key
from tweipress.moderation.sanctions import actions, queries
from tweipress.moderation.sanctions.actions import Sanction
from tweipress.people import queries as people
from tweipress.people.actions import bans
from tweipress.people.queries import factors
from tweipress.staff.guards import only_with

KINDS: Final = (Kind.WARN, Kind.MUTE, Kind.SUSPEND)
EFFECTS: Final[Mapping[str, Promise]] = {
    Kind.WARN: _("Warn: nothing else follows"),
    Kind.MUTE: _("Mute: no comments"),
    Kind.SUSPEND: _("Suspend: no comments, votes and articles"),
    Kind.BAN: _("Ban: reading only, without an end"),
}
SAID: Final[Mapping[str, Promise]] = {
    "sanction": _("It is decided; the member reads it."),
    "lift": _("It is lifted; the member reads it."),
    "note": _("Noted, for moderators alone."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SANCTION)
def member(request: HttpRequest, moderator: Any, name: str) -> HttpResponse:
    """Show what was decided and noted about a member; do what a form asks."""
    row = people.by_name(name)
    if row is None:
        raise Http404("There is no member of this name.")
    if row.name != name and request.method != "POST":
        return redirect("moderating:member", row.name)
    by, about, do = MemberId(moderator.pk), MemberId(row.pk), request.POST.get("do", "")
    if request.method != "POST":
        return render(request, "staff/moderating/member.html", _shown(by, row, request.GET))
    deed = DEEDS.get(do)
    done = deed(by, about, request.POST) if deed else refuse(Refusal.MALFORMED)
    if isinstance(done, Refused):
        shown = {**_shown(by, row, request.POST), "refused": done}
        page = render(request, "staff/moderating/member.html", shown, status=status_of(done))
        return advised(page, done)
    messages.success(request, str(SAID[do]))
    return SeeOther(reverse("moderating:member", args=[row.name]))


def _sanction(by: MemberId, member: MemberId, form: Mapping[str, str]) -> object:
    kind, why, words = (form.get(name, "") for name in ("kind", "why", "words"))
    if kind == Kind.BAN:
        factors.require(by, Right.BAN)
        if refused := queries.sanction_refusal(by, member):
            return refused
        if why not in Why.values:
            return refuse(Refusal.MALFORMED)
        return bans.ban(by, member, words, sent_key(form), why=why)
    number = number_in(form.get("comment", ""))
    place = comments.place_of(number) if number else None
    asked = Sanction(
        *(kind, why, words, form.get("days", "")),
        comment=number if place else None,
        article=place.article if place else None,
    )
    return actions.sanction(by, member, asked, sent_key(form))


def _lift(by: MemberId, member: MemberId, form: Mapping[str, str]) -> object:
    number, words = number_in(form.get("number", "")) or 0, form.get("words", "")
    row = decisions.numbered(number)
    if row is None or row.member != member:
        return refuse(Refusal.UNKNOWN_DECISION)
    if row.kind == Kind.BAN:
        factors.require(by, Right.BAN)
        return bans.ban(by, member, words, sent_key(form), lifted=True)
    return actions.lift(by, number, words)


def _note(by: MemberId, member: MemberId, form: Mapping[str, str]) -> object:
    names_nobody = form.get("names_nobody") == "yes"
    return actions.note(by, member, form.get("text", ""), names_nobody=names_nobody)


DEEDS: Final[Mapping[str, Callable[[MemberId, MemberId, Mapping[str, str]], object]]] = {
    "sanction": _sanction,
    "lift": _lift,
    "note": _note,
}


@books.read_session()
def _shown(by: MemberId, row: Any, typed: Mapping[str, str]) -> dict[str, object]:
    """Return what the page shows; `typed` is a form that was refused, or what a link named."""
    about = MemberId(row.pk)
    why_not = queries.sanction_refusal(by, about)
    is_bannable = books.refusal_of(Ban(about, books.ANY_TEXT, by=by)) is None
    memos = queries.memos(about)
    cards = people.cards(memo.by for memo in memos)
    return {
        "card": people.card(row),
        "member": row,
        "lines": lines(decisions.about(about), for_staff=True),
        "why_not": why_not,
        "kinds": [(kind, EFFECTS[kind]) for kind in (*KINDS, *([Kind.BAN] if is_bannable else []))],
        "whys": Why.choices,
        "lengths": [(str(days), days * S_PER_DAY) for days in queries.DAYS],
        "words_max": bans.REASON_MAX,
        "memo_max": queries.MEMO_MAX,
        "memos": [(memo, cards.get(memo.by)) for memo in memos],
        "key": form_key(reverse("moderating:member", args=[row.name])),
        "typed": typed,
    }
