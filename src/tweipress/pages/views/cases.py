"""A member's own cases, the form of an appeal, and the public totals."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.bank import queries as books
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import answer, to_sign_in
from tweipress.http.viewer import viewer_id
from tweipress.moderation import actions, queries
from tweipress.pages.blocks.own_cases import own_cases_block


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """Show everybody how often each reason was given, and what became of it."""
    shown = {"totals": queries.totals(), "tariff": books.tariff()}
    return render(request, "moderation/totals.html", shown)


@require_safe
@login_required
@books.read_session()
def own(request: HttpRequest) -> HttpResponse:
    """Show a member every flag on them: why, on what evidence, with what effect, what to do."""
    assert request.user.is_authenticated
    return render(request, "moderation/own.html", own_cases_block(MemberId(request.user.pk)))


@require_POST
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    """Appeal against a flag; a refused text stays in its form."""
    member, page = viewer_id(request), reverse("moderation:own")
    if member is None:
        return to_sign_in(request, page)
    text = request.POST.get("text", "")
    outcome = actions.appeal(member, FlagId(number), text)
    typed = {"typed_on": number, "typed": text} if isinstance(outcome, Refused) else {}
    return answer(
        request,
        outcome,
        page,
        "moderation/cases.html",
        lambda: {**own_cases_block(member), **typed},
        said=_("Your appeal is in the books. You will find the answer here."),
    )
