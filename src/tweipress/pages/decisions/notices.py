"""The form of a notice of illegal content, its receipt, and the figures of a year."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tweipress.bank import clock
from tweipress.composed.notices import find
from tweipress.core.units import S_PER_H
from tweipress.decisions import queries as decisions
from tweipress.decisions.queries import Kind
from tweipress.http import limits, puzzles
from tweipress.http.answers import SeeOther, answer, refused_form
from tweipress.language import zone
from tweipress.moderation.appeals import actions as appeal_actions
from tweipress.moderation.appeals import queries as appeals
from tweipress.moderation.appeals.queries import Side
from tweipress.moderation.notices import actions, queries
from tweipress.moderation.notices.actions import NoticeForm
from tweipress.moderation.notices.queries import Ground, Notice, Outcome
from tweipress.pages.decisions.views import YEARS

PURPOSE: Final = "law-notice"
PUZZLE_LIFE_S: Final = S_PER_H
FORM: Final = "decisions/notice.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """Show the form, or take a notice in and lead to its receipt."""
    gate = puzzles.gate(request, PURPOSE, limits.FREE_LAW_NOTICES, PUZZLE_LIFE_S)
    sent = request.POST if request.method == "POST" else None
    form = NoticeForm(sent, initial={"address": request.GET.get("address", "")})
    shown = {"form": form, "puzzle": gate.puzzle()}
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, FORM, shown, status=status)
    fields = {name: value for name, value in form.cleaned_data.items() if name != "faith"}
    row = Notice(**fields, language=get_language() or settings.LANGUAGE_CODE)
    refused = (
        find(row) or gate.pass_through(request.POST) or limits.spend(request, limits.LAW_NOTICES)
    )
    if refused is not None:
        return refused_form(request, FORM, {**shown, "refused": refused}, refused)
    row = actions.send(row)
    return SeeOther(reverse("notices:receipt", args=[queries.token(row)]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever has the secret address what became of a notice; take their appeal."""
    row = queries.by_token(token)
    if row is None:
        raise Http404("There is no such notice.")
    if request.method != "POST":
        return render(request, "decisions/receipt.html", _shown(row, token))
    text, outcome = request.POST.get("text", ""), None
    outcome = appeal_actions.appeal_notice(row.decision, text)
    return answer(
        request,
        outcome,
        reverse("notices:receipt", args=[token]),
        "decisions/receipt_block.html",
        lambda: {**_shown(row, token), "typed": text},
        said=_("Your appeal has come in. You will find the answer here."),
    )


@require_safe
def report(request: HttpRequest, year: int = 0) -> HttpResponse:
    """Show everybody the figures of a year: decisions, notices, appeals."""
    year = year or zone.day_of(clock.now()).year
    if year not in YEARS:
        raise Http404("There is no such year.")
    begins, ends = (datetime(each, 1, 1, tzinfo=zone.in_force()) for each in (year, year + 1))
    counted, of_notices = decisions.counts(year), queries.figures(begins, ends)
    shown = {
        "year": year,
        "kinds": [(kind.label, counted[kind]) for kind in Kind],
        "notices": of_notices,
        "grounds": [(ground.label, of_notices.grounds[ground]) for ground in Ground],
        "outcomes": [(one.label, of_notices.outcomes[one]) for one in Outcome],
        "appeals": (of_appeals := appeals.figures(begins, ends)),
        "answers": [(one.label, of_appeals.outcomes[one]) for one in appeals.Outcome],
    }
    return render(request, "decisions/report.html", shown)


def _shown(row: Notice, token: str) -> dict[str, object]:
    known = appeals.of_decisions([row.decision_id or 0], Side.NOTIFIER).get(row.decision_id or 0)
    refused = appeals.closed_refusal(row.decision, Side.NOTIFIER, None)
    return {
        "notice": row,
        "token": token,
        "ground": Ground(row.ground).label,
        "outcome": Outcome(row.outcome).label if row.outcome else "",
        "appeal": known,
        "one": known
        and {
            "outcome": appeals.Outcome(known.outcome).label if known.outcome else "",
            "is_late": appeals.is_late(known),
        },
        "can_appeal": known is None and refused is None,
        "text_max": appeals.TEXT_MAX,
    }
