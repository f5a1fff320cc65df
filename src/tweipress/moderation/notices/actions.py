"""Writes of notices: sending one, deciding it, opening it again after an appeal."""

from collections.abc import Callable
from dataclasses import dataclass

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions.models import WORDS_MAX, Kind, Why
from tweipress.http.text import unfit
from tweipress.moderation.notices import mail
from tweipress.moderation.notices.forms import NoticeForm
from tweipress.moderation.notices.models import KEPT, Notice, Outcome
from tweipress.security.actions import Event, record

__all__ = ["NoticeForm", "Verdict", "decide", "open_again", "send"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a moderator's form says: what was done, why, and whether the law is the ground."""

    outcome: str
    words: str
    is_legal: bool


def send(notice: Notice) -> Notice:
    """Save a checked notice, and confirm it by mail if that is wanted."""
    notice.save(force_insert=True)
    mail.tell(notice)
    return notice


def decide(
    by: MemberId, number: int, said: Verdict, carry_out: Callable[[Notice], Refused | None]
) -> Refused | None:
    """Decide a notice with a reason, do what it says, and tell who sent it.

    It is claimed first, so that of two who decide at once one alone does; if what it says is
    refused, the notice waits on.
    """
    words, notice = said.words.strip(), Notice.objects.filter(pk=number).first()
    if refused := books.right_refusal(by, Right.DECIDE) or unfit(words, WORDS_MAX):
        return refused
    if notice is None:
        return refuse(Refusal.UNKNOWN_NOTICE)
    if said.outcome not in Outcome.values:
        return refuse(Refusal.MALFORMED)
    given = {"outcome": said.outcome, "is_legal": said.is_legal, "words": words}
    waiting = Notice.objects.filter(pk=number, decided_at=None)
    if not waiting.update(decided_at=clock.now(), decided_by=by, **given):
        return refuse(Refusal.NOTICE_ANSWERED)
    try:
        refused = carry_out(notice)
    except BaseException:
        _open(number)
        raise
    if refused is not None:
        _open(number)
        return refused
    about = decisions.Noted(
        *(Kind.NOTICE, by),
        why=Why.ILLEGAL if said.is_legal else Why.OTHER,
        words=words,
        comment=notice.comment,
        article=notice.article,
        is_legal=said.is_legal,
    )
    round_of = decisions.Decision.objects.filter(source__startswith=f"notice:{number}:").count()
    row = decisions.note(about, f"notice:{number}:{round_of}")
    Notice.objects.filter(pk=number).update(decision=row)
    record(Event.NOTICE_ANSWERED, by=by, detail={"notice": number, "what": said.outcome})
    mail.tell(Notice.objects.get(pk=number))
    _forget_old()
    return None


def open_again(decision: int) -> None:
    """Let a notice wait again: an appeal has lifted what was decided."""
    for number in Notice.objects.filter(decision=decision).values_list("pk", flat=True):
        _open(number)


def _open(number: int) -> None:
    Notice.objects.filter(pk=number).update(
        decided_at=None, decided_by=None, outcome="", is_legal=False, words="", decision=None
    )


def _forget_old() -> None:
    """Forget who sent the notices that were decided long ago."""
    Notice.objects.filter(decided_at__lt=clock.now() - KEPT).update(name="", email="")
