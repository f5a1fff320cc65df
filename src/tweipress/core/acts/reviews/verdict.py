"""Verdict: a juror approves an article under review or denies it, and says why.

As soon as enough jurors agree, the review is decided. A denial returns the bond at once.
"""

from dataclasses import dataclass

from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.review import Review, ReviewState, Seat, VerdictKind
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reviewing import bond_home, counted, in_circle, seats, vain_by
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Verdict(Act):
    """Approve article number `article`, or deny it, for a reason that its author reads."""

    member: MemberId
    article: ArticleId
    approves: bool
    reason: str


@rule("Review ended: bond returned")
def judge(act: Verdict, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once from a member with a seat, in time, who is still outside the author's circle."""
    review = world.get(Review, act.article)
    if review is None:
        return refuse(Refusal.UNKNOWN_REVIEW)
    seat = world.get(Seat, (act.article, act.member))
    juror = world.get(Member, act.member)
    if juror is None or seat is None or seat.asks != review.asks or juror.is_held:
        return refuse(Refusal.NOT_JUROR)
    if refused := _guards(act, world, review, seat, now_ms):
        return refused
    if in_circle(world, review.author, act.member, tariff, now_ms):
        return refuse(Refusal.IN_CIRCLE)
    said = VerdictKind.APPROVES if act.approves else VerdictKind.DENIES
    given = seat._replace(verdict=said, reason=act.reason)
    others = [other for other in seats(world, review) if other.member != act.member]
    state = counted([*others, given], tariff)
    transaction = Transaction(world)
    if state == ReviewState.DENIED:
        bond_home(transaction, review)
    ended = () if state == ReviewState.OPEN else (_decided(world, review, state, now_ms),)
    return transaction.outcome(given, *ended, article=act.article, answer={"state": state})


def _decided(world: World, review: Review, state: ReviewState, now_ms: int) -> Review:
    vain = vain_by(world, review, state)
    return review._replace(state=state, decided_ms=now_ms, vain=vain)


def _guards(act: Verdict, world: World, review: Review, seat: Seat, now_ms: int) -> Refused | None:
    if seat.verdict == VerdictKind.LATE:
        return refuse(Refusal.VERDICT_LATE)
    if seat.verdict:
        return refuse(Refusal.ALREADY_JUDGED)
    if review.state != ReviewState.OPEN:
        return refuse(Refusal.REVIEW_CLOSED)
    if world.books.gates and now_ms > review.due_ms:
        return refuse(Refusal.VERDICT_LATE)
    return None if act.reason.strip() else refuse(Refusal.REASON_MISSING)
