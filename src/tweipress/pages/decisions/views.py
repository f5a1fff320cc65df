"""The public log by month, and the page of the decisions about a member. No rules here."""

from datetime import date
from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.bank import clock
from tweipress.composed.decisions import lines
from tweipress.core.digits import number_in
from tweipress.decisions import queries as decisions
from tweipress.http.viewer import member_id
from tweipress.language import zone

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
    shown = {"lines": lines(decisions.about(member_id(request)))}
    return render(request, "decisions/own.html", shown)
