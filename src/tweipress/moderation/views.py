"""A member's own cases and reading data, and the totals for everybody. No rules here."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.answers import SeeOther, answer, to_sign_in
from tweipress.moderation import actions, queries
from tweipress.moderation.models import TEXT_MAX
from tweipress.people.models import Member
from tweipress.reading import actions as reading
from tweipress.reading import retention

SECONDS_PER_DAY: Final = 86_400
BLOCK: Final = "moderation/cases.html"


@require_safe
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Show a member every flag on them: why, on what evidence, with what effect, what to do."""
    assert isinstance(request.user, Member)
    return render(request, "moderation/own.html", _own(request.user))


@require_POST
def appeal(request: HttpRequest, number: int) -> HttpResponse:
    """Appeal against a flag; a refused text stays in its form."""
    member = request.user
    if not isinstance(member, Member):
        return to_sign_in(request, reverse("moderation:own"))
    text = request.POST.get("text", "")
    outcome = actions.appeal(member, number, text)
    typed = {"typed_on": number, "typed": text} if isinstance(outcome, Refused) else {}
    return answer(
        request,
        outcome,
        reverse("moderation:own"),
        BLOCK,
        lambda: {**_own(member), **typed},
        said="Your appeal is in the books. You will find the answer here.",
    )


@require_safe
@login_required
def kept_data(request: HttpRequest) -> HttpResponse:
    """Show a member what is stored about their reading, for how long, and how to delete it."""
    assert isinstance(request.user, Member)
    shown = {
        "kept": retention.of_member(MemberId(request.user.pk)),
        "cases": len(queries.of_member(request.user)),
        "kept_days": books.tariff().risk_kept_s // SECONDS_PER_DAY,
        "trace_days": reading.KEPT_DAYS,
        "window": books.tariff().risk_window_reads,
    }
    return render(request, "moderation/kept.html", shown)


@require_safe
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """Hand a member everything that is stored about their reading, as JSON."""
    assert isinstance(request.user, Member)
    data = {**retention.export(MemberId(request.user.pk)), "flags": queries.export(request.user)}
    headers = {"Content-Disposition": 'attachment; filename="tweipress-reading.json"'}
    shape = {"indent": 1, "ensure_ascii": False}
    return JsonResponse(data, json_dumps_params=shape, headers=headers)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Delete what is stored about a member's reading, as far as nothing vests on it."""
    member = request.user
    if not isinstance(member, Member):
        return to_sign_in(request, reverse("moderation:kept"))
    reading.forget(MemberId(member.pk))
    actions.forget(member)
    messages.success(
        request,
        "It is deleted, but for what still vests or no rule has looked at.",
    )
    return SeeOther(reverse("moderation:kept"))


@require_safe
def totals(request: HttpRequest) -> HttpResponse:
    """Show everybody how often which reason was given, and what became of it."""
    return render(request, "moderation/totals.html", {"totals": queries.totals(), **_times()})


def _own(member: Member) -> dict[str, object]:
    return {"cases": queries.of_member(member), "text_max": TEXT_MAX, **_times()}


def _times() -> dict[str, int]:
    tariff = books.tariff()
    return {
        "window": tariff.risk_window_reads,
        "claw_back_days": tariff.risk_claw_back_s // SECONDS_PER_DAY,
        "answer_days": tariff.risk_appeal_answer_s // SECONDS_PER_DAY,
    }
