"""Decide review: an editor approves an article under review or denies it, and says why.

That ends the review, whatever its jury would have said. An approval can be taken back until the
article is published: then the bond returns to the author, as with every denial.
"""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, ArticleId, MemberId
from tweipress.core.records.review import Review, ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.reviewing import bond_home, vain_by
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class DecideReview(Act):
    """Approve article number `article`, or deny it; `by` 0 is the operator's console."""

    article: ArticleId
    approves: bool
    reason: str
    by: MemberId = CONSOLE


@rule("Review ended: bond returned")
def judge(act: DecideReview, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from an editor, not in their own case."""
    if refused := right_gate(world, act.by, Right.REVIEW):
        return refused
    review = world.get(Review, act.article)
    if review is None:
        return refuse(Refusal.UNKNOWN_REVIEW)
    if review.author == act.by != CONSOLE:
        return refuse(Refusal.OWN_CASE)
    takes_back = review.state == ReviewState.APPROVED and not act.approves
    if review.state != ReviewState.OPEN and not takes_back:
        return refuse(Refusal.REVIEW_CLOSED)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    transaction = Transaction(world)
    if not act.approves:
        bond_home(transaction, review)
    state = ReviewState.APPROVED if act.approves else ReviewState.DENIED
    decided = review._replace(
        state=state,
        decided_by=act.by,
        decided_ms=now_ms,
        reason=act.reason,
        vain=vain_by(world, review, state),
    )
    return transaction.outcome(decided, article=act.article)
