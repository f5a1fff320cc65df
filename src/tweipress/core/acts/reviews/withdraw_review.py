"""Withdraw review: an author takes back a request for a review, and the bond with it."""

from dataclasses import dataclass

from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Review, ReviewState
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reviewing import bond_home, vain_by
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class WithdrawReview(Act):
    """Take back the request for a review of article number `article`."""

    member: MemberId
    article: ArticleId


@rule("Review withdrawn: bond returned")
def judge(act: WithdrawReview, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from its author until the article is published; for others the review is unknown."""
    review = world.get(Review, act.article)
    if review is None or review.author != act.member:
        return refuse(Refusal.UNKNOWN_REVIEW)
    if not review.is_live:
        return refuse(Refusal.REVIEW_CLOSED)
    transaction = Transaction(world)
    bond_home(transaction, review)
    ended = review._replace(
        state=ReviewState.WITHDRAWN,
        decided_by=act.member,
        decided_ms=now_ms,
        vain=vain_by(world, review, ReviewState.WITHDRAWN),
    )
    return transaction.outcome(ended, article=act.article)
