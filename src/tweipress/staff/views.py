"""The staff pages."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tweipress.bank import queries as books
from tweipress.comments import actions as comment_actions
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import answer
from tweipress.http.request_keys import sent_key
from tweipress.jobs import actions as job_actions
from tweipress.moderation import actions as flag_actions
from tweipress.people import queries as people
from tweipress.staff import queries
from tweipress.staff.blocks import comments as newest
from tweipress.staff.blocks import jobs as background
from tweipress.staff.blocks import security as events
from tweipress.staff.blocks.cases import docket
from tweipress.staff.guards import only_with

HOLD_BOND: Final = "hold_bond"
DECISIONS: Final[dict[str, Callable[..., object]]] = {
    "lift": partial(flag_actions.decide, lifts=True),
    "uphold": partial(flag_actions.decide, lifts=False),
    "hold": flag_actions.hold,
    "release": flag_actions.release,
}
JOB_CHANGES: Final[dict[str, Callable[[int, int], bool]]] = {
    "retry": job_actions.retry,
    "delete": job_actions.delete,
}


@require_GET
@only_with(Right.READ_BOOKS)
def overview(request: HttpRequest, _operator: Any) -> HttpResponse:
    """Show the economy at a glance."""
    return render(request, "staff/overview.html", {"economy": queries.economy()})


@require_GET
@only_with(Right.READ_BOOKS)
def security(request: HttpRequest, _operator: Any) -> HttpResponse:
    """List security events: all of them, or those of an event, a member or a day."""
    shown = {
        "log": events.log(request.GET.dict(), _before(request)),
        "names": events.NAMES.items(),
        "days": settings.TWEIPRESS_SECURITY_DAYS,
    }
    return render(request, "staff/security.html", shown)


@require_GET
@only_with(Right.JOBS)
def jobs(request: HttpRequest, _operator: Any) -> HttpResponse:
    """List the jobs that were given up, are being done, and wait."""
    return render(request, "staff/jobs.html", {"board": background.board()})


@require_POST
@only_with(Right.JOBS)
def change_job(request: HttpRequest, operator: Any, number: int) -> HttpResponse:
    """Let a job be tried again at once, or delete it."""
    do = JOB_CHANGES.get(request.POST.get("do", ""))
    outcome: object = refuse(Refusal.MALFORMED)
    if do is not None:
        outcome = do(number, operator.pk) or refuse(Refusal.JOB_GONE)
    shown, block = reverse("staff:jobs"), "staff/board.html"
    return answer(request, outcome, shown, block, lambda: {"board": background.board()})


@require_GET
@only_with(Right.REMOVE_COMMENT)
def comments(request: HttpRequest, moderator: Any) -> HttpResponse:
    """List the newest comments; `before` asks for an older page."""
    latest = newest.latest(MemberId(moderator.pk), _before(request))
    return render(request, "staff/comments.html", {"latest": latest})


@require_POST
@only_with(Right.REMOVE_COMMENT)
def hide(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Remove a comment for the reason written."""
    reason, member = request.POST.get("reason", ""), MemberId(moderator.pk)
    return answer(
        request,
        comment_actions.hide(member, CommentId(number), reason),
        reverse("staff:comments"),
        "staff/latest.html",
        lambda: {"latest": newest.latest(member), "refused_on": number, "reason": reason},
        said=_("The comment is removed."),
    )


@require_GET
@only_with(Right.DECIDE)
@books.read_session()
def flags(request: HttpRequest, moderator: Any) -> HttpResponse:
    """List appeals, other flags that stand, and closed ones; `before` asks for an older page."""
    shown = _docket(MemberId(moderator.pk), _before(request))
    return render(request, "staff/flags.html", shown)


@require_POST
@only_with(Right.DECIDE)
def judge_flag(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Lift a flag, uphold it, hold what vests or give it back, for the reason written."""
    reason, key = request.POST.get("reason", ""), sent_key(request.POST)
    name, _colon, article = request.POST.get("do", "").partition(":")
    do = DECISIONS.get(name)
    if name == HOLD_BOND and (number_of_article := number_in(article)) is not None:
        do = partial(_hold_bond, number_of_article)
    member = MemberId(moderator.pk)
    outcome = do(member, FlagId(number), reason, key) if do else refuse(Refusal.MALFORMED)
    typed = {"typed_on": number, "typed": reason} if isinstance(outcome, Refused) else {}
    said = _("The decision is in the books; the member reads it.")
    return _docket_again(request, member, outcome, typed, said)


@require_POST
@only_with(Right.FLAG)
def raise_flag(request: HttpRequest, moderator: Any) -> HttpResponse:
    """Flag a member by hand, for what is written down."""
    name, note = request.POST.get("name", ""), request.POST.get("note", "")
    by, member = MemberId(moderator.pk), people.by_name(name)
    key, reason = sent_key(request.POST), request.POST.get("why", FlagReason.BY_HAND)
    outcome = (
        flag_actions.flag_by_hand(by, MemberId(member.pk), note, key, reason=reason)
        if member
        else refuse(Refusal.UNKNOWN_MEMBER)
    )
    typed = {"typed_name": name, "typed_note": note} if isinstance(outcome, Refused) else {}
    return _docket_again(request, by, outcome, typed, _("The member is flagged."))


def _docket_again(
    request: HttpRequest,
    moderator: MemberId,
    outcome: object,
    typed: Mapping[str, object],
    said: str,
) -> HttpResponse:
    """Show the list again after a decision, with what was typed if it was refused."""
    shown, block = reverse("staff:flags"), "staff/docket.html"
    return answer(request, outcome, shown, block, lambda: {**_docket(moderator), **typed}, said)


def _docket(moderator: MemberId, before: int = 0) -> dict[str, object]:
    return {"docket": docket(moderator, before), "tariff": books.tariff()}


def _hold_bond(article: int, moderator: MemberId, flag: FlagId, reason: str, key: str) -> object:
    return flag_actions.hold_bond(moderator, flag, ArticleId(article), reason, key)


def _before(request: HttpRequest) -> int:
    """Return the number before which a list is asked for, 0 for the newest page."""
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404("A page of a list is named by a number.")
    return before
