"""The pages of the queue, over HTTP."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tweipress.comments.holding.actions import Approved
from tweipress.core.digits import number_in
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther
from tweipress.http.refusals import advised, status_of
from tweipress.moderation.queue import actions
from tweipress.moderation.queue.queries import Deed
from tweipress.staff.guards import only_with
from tweipress.staff.queue import block, deciding

PAGE: Final = "staff/queue/queue.html"
ASKED: Final[dict[str, Promise]] = {
    Deed.APPROVE: gettext_lazy("Publish"),
    Deed.DECLINE: gettext_lazy("Do not publish"),
    Deed.KEEP: gettext_lazy("Keep it"),
    Deed.HIDE: gettext_lazy("Hide"),
    Deed.RESTORE: gettext_lazy("Show it again"),
    Deed.REMOVE: gettext_lazy("Remove for good"),
}
"""What the buttons say."""


@never_cache
@require_safe
@only_with(Right.REMOVE_COMMENT)
def show(request: HttpRequest, moderator: Any) -> HttpResponse:
    """Show what waits."""
    return _page(request, MemberId(moderator.pk))


@require_POST
@only_with(Right.REMOVE_COMMENT)
def claim(request: HttpRequest, moderator: Any) -> HttpResponse:
    """Claim the comment that a button names, or the next one that is free; or let go of it."""
    by, what = MemberId(moderator.pk), request.POST.get("do", "")
    if what == "next":
        for free in block.next_free(by):
            if actions.claim(by, free) is None:
                return SeeOther(_at(free))
        messages.info(request, _("Nothing is left that another moderator is not looking at."))
        return SeeOther(reverse("queue:queue"))
    number = number_in(request.POST.get("comment", ""))
    if number is None:
        return _page(request, by, refuse(Refusal.MALFORMED))
    if what == "release":
        actions.release([number], by)
        return SeeOther(_at(number))
    refused = actions.claim(by, CommentId(number), takes_over=what == "take_over")
    return _page(request, by, refused, number) if refused else SeeOther(_at(number))


@require_POST
@only_with(Right.REMOVE_COMMENT)
def decide(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Do what a moderator decides about one comment."""
    by, reason = MemberId(moderator.pk), request.POST.get("reason", "")
    deed = request.POST.get("do", "")
    done = deciding.decide(by, CommentId(number), deed, reason)
    if isinstance(done, Refused):
        return _page(request, by, done, number, reason)
    if done is Approved.ASKED:
        said = _("It is approved. Its writer has to send it once more, and is told why.")
    else:
        said = _("Done. Its writer and those who reported it hear of it.")
    messages.success(request, said)
    return SeeOther(reverse("queue:queue"))


@require_POST
@only_with(Right.REMOVE_COMMENT)
def decide_all(request: HttpRequest, moderator: Any) -> HttpResponse:
    """Do the same about all comments that were chosen, or that are like one."""
    by, reason = MemberId(moderator.pk), request.POST.get("reason", "")
    deed, like = request.POST.get("do", ""), request.POST.get("like", "")
    if like:
        deed = Deed.DECLINE
        what, _colon, number = like.partition(":")
        chosen = deciding.alike(CommentId(number_in(number) or 0), what)
    else:
        numbers = map(number_in, request.POST.getlist("comment")[: deciding.BULK_MAX + 1])
        chosen = [CommentId(number) for number in numbers if number is not None]
    done = deciding.decide_all(by, chosen, deed, reason)
    if isinstance(done, Refused):
        return _page(request, by, done, 0, reason)
    said = ngettext("Decided: %(count)s comment.", "Decided: %(count)s comments.", done[0])
    messages.success(request, said % {"count": done[0]})
    if done[1]:
        left = ngettext(
            "%(count)s was left: it was decided already, or another moderator is looking at it.",
            "%(count)s were left: they were decided already, or another moderator is looking.",
            done[1],
        )
        messages.warning(request, left % {"count": done[1]})
    return SeeOther(reverse("queue:queue"))


def _at(number: int) -> str:
    return f"{reverse('queue:queue')}#item-{number}"


def _page(
    request: HttpRequest,
    moderator: MemberId,
    refused: Refused | None = None,
    on: int | None = None,
    reason: str = "",
) -> HttpResponse:
    queue = block.queue_of(moderator)
    is_listed = on == 0 or any(item.number == on for item in queue.items)
    shown = {
        "queue": queue,
        "refused": refused,
        "refused_on": on if refused and is_listed else None,
        "reason": reason,
        "bulk_max": deciding.BULK_MAX,
        "deeds": dict(Deed.choices),
        "asked": ASKED,
    }
    status = status_of(refused) if refused else 200
    return advised(render(request, PAGE, shown, status=status), refused)
