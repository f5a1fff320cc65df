"""Draw jury: chance fills the free seats of a review; jurors who are late lose theirs.

Verdicts that were given stay. The calendar sends it when a review has been asked for, and whenever
the time to answer is over. Where too few can be drawn, or jurors stay silent too often, no jury is
drawn any more, and an editor decides: few who answer would choose what is approved. An editor may
decide at any other moment too.
"""

from dataclasses import dataclass
from itertools import islice

from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Handover, Review, Seat, VerdictKind
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reviewing import candidates, drawn, eligible, open_review, seats
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
    """Accept when it is due: seat jurors, or leave the review to an editor."""
    review = open_review(world, act.article)
    if isinstance(review, Refused):
        return review
    if review.handed:
        return refuse(Refusal.EDITOR_DECIDES)
    if not act.seed:
        return refuse(Refusal.MALFORMED)
    wait_ms = review.due_ms - now_ms
    if world.books.gates and wait_ms > 0:
        return refuse(Refusal.JURY_SITS, wait_s=whole_s(wait_ms))
    sitting = seats(world, review)
    late = [seat._replace(verdict=VerdictKind.LATE) for seat in sitting if not seat.verdict]
    if review.draws > tariff.review_redraws_max:
        return _handed(review, Handover.SILENCE, late)
    among = candidates(world, tariff)
    known = len(eligible(world, review, among, tariff, now_ms))
    answered = sum(seat.is_answered for seat in sitting)
    free = tariff.review_jurors - answered
    lot = drawn(world, review, among, act.seed, tariff, now_ms)
    outside = list(islice(lot, max(free, tariff.review_candidates_min - known)))
    counts = {"candidates": len(among), "eligible": known + len(outside)}
    if counts["eligible"] < tariff.review_candidates_min:
        return _handed(review, Handover.FEW, late, counts)
    return _seated(review, outside[:free], late, counts, tariff, now_ms)


def _seated(
    review: Review,
    jurors: list[MemberId],
    late: list[Seat],
    counts: dict[str, int],
    tariff: Tariff,
    now_ms: int,
) -> Outcome:
    """Give seats to those who were drawn."""
    seated = review._replace(
        drawn=(*review.drawn, *jurors),
        draws=review.draws + 1,
        due_ms=now_ms + tariff.review_answer_s * MS_PER_S,
    )
    new = [Seat(review.article, member, review.asks, now_ms) for member in jurors]
    changed = outcome((seated, *late, *new), inputs={**counts})
    answer = {"jurors": " ".join(map(str, jurors))}
    return changed._replace(article=review.article, answer={**answer})


def _handed(
    review: Review, why: Handover, late: list[Seat], counts: dict[str, int] | None = None
) -> Outcome:
    """Leave the review to an editor: nobody is drawn any more, and the silent seats are lost."""
    changed = outcome((review._replace(handed=why), *late), inputs={**(counts or {})})
    return changed._replace(article=review.article, answer={"handed": why})


def is_due(review: Review, now_ms: int) -> bool:
    """Tell whether the calendar has to draw a jury."""
    return review.has_jury and review.due_ms <= now_ms
