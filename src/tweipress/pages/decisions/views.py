"""The public log by month, and the page of the decisions about a member. No rules here."""

from datetime import date
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.bank import clock
from tweipress.composed.decisions import lines
from tweipress.core.digits import number_in
from tweipress.decisions import queries as decisions
from tweipress.http.answers import answer, to_sign_in
from tweipress.http.viewer import member_id, viewer_id
from tweipress.language import zone
from tweipress.moderation.appeals import actions as appeals
from tweipress.pages.decisions.shown import own_block

YEARS: Final = range(2000, 9999)
"""Years that a date of the log can have."""


@require_safe
def log(request: HttpRequest, year: int = 0, month: int = 0) -> HttpResponse:
    """Show everybody what was decided in a month, this one unless another is asked for."""
    today = zone.day_of(clock.now())
    before = number_in(request.GET.get("before", "0"))
    try:
        asked = date(year, month, 1) if year else today.replace(day=1)
    except (ValueError, OverflowError) as error:
        raise Http404("There is no such month.") from error
    if before is None or asked.year not in YEARS:
        raise Http404("A page of the log is named by a number.")
    page = decisions.month(asked.year, asked.month, before)
    shown = {"page": page, "lines": lines(page.rows, is_public=True)}
    return render(request, "decisions/log.html", shown)


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Show a member what was decided about them: why, until when, and what to do about it."""
    return render(request, "decisions/own.html", own_block(member_id(request)))


@require_POST
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    """Appeal against a decision; a refused text stays in its form."""
    member, page = viewer_id(request), reverse("decisions:own")
    if member is None:
        return to_sign_in(request, page)
    text = request.POST.get("text", "")
    outcome = appeals.appeal(member, number, text)
    typed = {"typed_on": number, "typed": text} if outcome else {}
    return answer(
        request,
        outcome,
        page,
        "decisions/own_lines.html",
        lambda: {**own_block(member), **typed},
        said=_("Your appeal has come in. You will find the answer here."),
    )
