"""Draw jury: chance fills the free seats of a review; jurors who are late lose theirs.

Verdicts that were given stay. The calendar sends it when a review has been asked for, and whenever
the time to answer is over; an editor may decide at any moment.
"""

from dataclasses import dataclass
from itertools import islice

from tweipress.core.ids import ArticleId
from tweipress.core.records.review import Review, Seat, VerdictKind
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reviewing import candidates, drawn, open_review, seats
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import outcome
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, whole_s


@dataclass(frozen=True, slots=True)
class DrawJury(Act):
    """Draw for article number `article`; the audit checks that `seed` is the hash it must be."""

    article: ArticleId
    seed: str


@rule("Jury drawn")
def judge(act: DrawJury, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept when it is due; with too few candidates, seats stay empty until the next draw."""
    review = open_review(world, act.article)
    if isinstance(review, Refused):
        return review
    if not act.seed:
        return refuse(Refusal.MALFORMED)
    wait_ms = review.due_ms - now_ms
    if world.books.gates and wait_ms > 0:
        return refuse(Refusal.JURY_SITS, wait_s=whole_s(wait_ms))
    sitting = seats(world, review)
    late = [seat._replace(verdict=VerdictKind.LATE) for seat in sitting if not seat.verdict]
    answered = [seat for seat in sitting if seat.is_answered]
    among = candidates(world, tariff)
    free = tariff.review_jurors - len(answered)
    jurors = list(islice(drawn(world, review, among, act.seed, tariff, now_ms), free))
    due_ms = now_ms + tariff.review_answer_s * MS_PER_S
    new = [Seat(act.article, member, review.asks, now_ms) for member in jurors]
    changed = outcome(
        (review._replace(drawn=(*review.drawn, *jurors), due_ms=due_ms), *late, *new),
        inputs={"candidates": len(among)},
    )
    return changed._replace(article=act.article, answer={"jurors": " ".join(map(str, jurors))})


def is_due(review: Review, now_ms: int) -> bool:
    """Tell whether the calendar has to draw a jury."""
    return review.is_open and review.due_ms <= now_ms
