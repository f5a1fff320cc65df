"""Withdraw review: an author takes an ask back, and the bond with it, to change the text, say."""

from dataclasses import dataclass

from tweipress.core.draft import Draft
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.reviewing import bond_home, vain_by
from tweipress.core.reviews import WITHDRAWN, Review
from tweipress.core.tariff import Tariff
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class WithdrawReview:
    """Take the ask for a review of article number `article` back."""

    member: int
    article: int


def judge(act: WithdrawReview, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from its author until the article is published; another's review is unknown to him."""
    review = world.get(Review, act.article)
    if review is None or review.author != act.member:
        return refuse(Refusal.UNKNOWN_REVIEW)
    if not review.is_live:
        return refuse(Refusal.REVIEW_CLOSED)
    draft = Draft(world)
    bond_home(draft, review)
    ended = review._replace(
        state=WITHDRAWN,
        decided_by=act.member,
        decided_ms=now_ms,
        vain=vain_by(world, review, WITHDRAWN, tariff),
    )
    return draft.outcome(ended, article=act.article)
