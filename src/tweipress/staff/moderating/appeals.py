"""The moderators' list of appeals: those due first on top, each with the form of its answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tweipress.bank import queries as books
from tweipress.composed.appeals import answer as answer_appeal
from tweipress.composed.decisions import Line, lines
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import S_PER_DAY
from tweipress.http.answers import answer
from tweipress.moderation.appeals import queries
from tweipress.moderation.appeals.actions import Answer
from tweipress.moderation.appeals.queries import Appeal, Outcome, Side
from tweipress.moderation.sanctions import queries as sanctions
from tweipress.people import queries as people
from tweipress.people.queries import Card
from tweipress.staff.guards import only_with


@dataclass(frozen=True, slots=True)
class Waiting:
    """An appeal with its decision; `why_not` says why this moderator does not answer it."""

    appeal: Appeal
    line: Line
    member: Card | None
    side: str
    outcome: str
    is_late: bool
    why_not: Refused | None


@require_GET
@only_with(Right.DECIDE)
def appeals(request: HttpRequest, moderator: Any) -> HttpResponse:
    """List the appeals that wait, and those that were answered last."""
    return render(request, "staff/moderating/appeals.html", _listed(MemberId(moderator.pk)))


@require_POST
@only_with(Right.DECIDE)
def answer_one(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Answer an appeal; a refused answer stays in its form."""
    by, form = MemberId(moderator.pk), request.POST
    said = Answer(*(form.get(name, "") for name in ("outcome", "words", "days")))
    known = Outcome.values
    done = answer_appeal(by, number, said) if said.outcome in known else refuse(Refusal.MALFORMED)
    typed = {"typed_on": number, "typed": said.words} if done else {}
    return answer(
        request,
        done,
        reverse("moderating:appeals"),
        "staff/moderating/appeals_list.html",
        lambda: {**_listed(by), **typed},
        said=_("It is answered; who appealed reads it."),
    )


@books.read_session()
def _listed(by: MemberId) -> dict[str, object]:
    return {
        "waiting": _shown(queries.waiting(), by),
        "answered": _shown(queries.recent(), by),
        "lengths": [(str(days), days * S_PER_DAY) for days in sanctions.DAYS],
        "words_max": queries.WORDS_MAX,
    }


def _shown(rows: list[Appeal], by: MemberId) -> list[Waiting]:
    cards = people.cards(row.decision.member for row in rows if row.decision.member)
    listed = lines((row.decision for row in rows), for_staff=True)
    return [
        Waiting(
            row,
            line,
            cards.get(row.decision.member or 0),
            str(Side(row.side).label),
            str(Outcome(row.outcome).label) if row.outcome else "",
            queries.is_late(row),
            queries.answer_refusal(by, row),
        )
        for row, line in zip(rows, listed, strict=True)
    ]
