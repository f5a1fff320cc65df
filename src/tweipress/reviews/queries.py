"""Reads of reviews: how a review stands, what was said, what waits for a judge, and the totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tweipress.bank import queries as books
from tweipress.bank.queries import ReviewBooks
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.review import Handover, Review, ReviewState, Seat, VerdictKind
from tweipress.core.tariff import Tariff
from tweipress.core.units import moment
from tweipress.reviews.actions import REASON_MAX, Reviewed, judgement

__all__ = [
    "REASON_MAX",
    "Reviewed",
    "Said",
    "Totals",
    "Waiting",
    "handed",
    "judgement",
    "own_words",
    "said",
    "seat_of",
    "state_for_author",
    "state_for_judges",
    "totals",
    "waiting_for",
]

ROWS: Final = 50
STATES: Final = {
    ReviewState.OPEN: _("Your article is under review."),
    ReviewState.APPROVED: _("Your article is approved. Publish it, and it counts as reviewed."),
    ReviewState.DENIED: _("Your article was not approved, and the bond was returned."),
    ReviewState.WITHDRAWN: _("You withdrew the request for a review, and the bond was returned."),
    ReviewState.PUBLISHED: _("Your article was approved and is published as reviewed."),
}
JUDGED: Final = {
    ReviewState.OPEN: _("The article is under review."),
    ReviewState.APPROVED: _("The article is approved, and its author can publish it."),
    ReviewState.DENIED: _("The article was not approved."),
    ReviewState.WITHDRAWN: _("The author withdrew the request for a review."),
    ReviewState.PUBLISHED: _("The article was approved and is published as reviewed."),
}
HANDED: Final = {
    Handover.FEW: _("An editor decides, because too few members can be drawn as jurors."),
    Handover.SILENCE: _("An editor decides, because jurors did not answer in time."),
}
VERDICTS: Final = {
    VerdictKind.APPROVES: _("A juror approves"),
    VerdictKind.DENIES: _("A juror does not approve"),
}
OWN_VERDICTS: Final = {
    VerdictKind.APPROVES: _("You approve"),
    VerdictKind.DENIES: _("You do not approve"),
}
TOTALS: Final = {
    ReviewState.OPEN: _("Under review now"),
    ReviewState.APPROVED: _("Approved, not published yet"),
    ReviewState.PUBLISHED: _("Approved and published"),
    ReviewState.DENIED: _("Not approved"),
    ReviewState.WITHDRAWN: _("Withdrawn by their authors"),
    VerdictKind.APPROVES: _("Verdicts of jurors for an article"),
    VerdictKind.DENIES: _("Verdicts of jurors against an article"),
    VerdictKind.LATE: _("Seats lost because nobody answered in time"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A decision with its reason, without a juror's name."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A review that waits for a judge."""

    article: ArticleId
    author: MemberId
    asked: datetime
    due: datetime
    answered: int
    handed: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How reviews have ended so far, and what jurors did."""

    rows: tuple[tuple[str, int], ...]
    tariff: Tariff


def handed(review: Review) -> str:
    """Return why no jury decides an open review any more, empty if one can."""
    return str(HANDED[review.handed]) if review.is_open and review.handed else ""


def state_for_author(review: Review) -> str:
    """Return how a review stands, in words for the article's author."""
    return str(STATES[review.state])


def state_for_judges(review: Review) -> str:
    """Return how a review stands, in words for those who judge it."""
    return str(JUDGED[review.state])


def said(review: ReviewBooks) -> tuple[Said, ...]:
    """Return all verdicts on an article, and an editor's decision."""
    lines = [
        Said(str(VERDICTS[seat.verdict]), seat.reason)
        for seat in review.seats
        if seat.verdict in VERDICTS
    ]
    if review.review.reason:
        is_denied = review.review.state == ReviewState.DENIED
        what = gettext("An editor does not approve") if is_denied else gettext("An editor approves")
        lines.append(Said(what, review.review.reason))
    return tuple(lines)


def own_words(seat: Seat | None) -> tuple[Said, ...]:
    """Return what a juror said."""
    if seat is None or seat.verdict not in OWN_VERDICTS:
        return ()
    return (Said(str(OWN_VERDICTS[seat.verdict]), seat.reason),)


def seat_of(review: ReviewBooks, member: MemberId) -> Seat | None:
    """Return a member's seat on the jury, None for a member who has none or has lost it."""
    seats = (
        seat for seat in review.seats if seat.member == member and seat.verdict != VerdictKind.LATE
    )
    return next(seats, None)


def waiting_for(member: MemberId, *, is_editor: bool) -> list[Waiting]:
    """Return what waits for a member's verdict; for an editor, all reviews that wait."""
    numbers = books.open_reviews(ROWS) if is_editor else books.seats_of(member)
    reviews = books.reviews(numbers).values()
    return [_waiting(review) for review in reviews if review.review.author != member]


def totals() -> Totals:
    """Return the totals."""
    count = books.review_totals()
    rows = tuple((str(words), count.get(name, 0)) for name, words in TOTALS.items())
    return Totals(rows, books.tariff())


def _waiting(review: ReviewBooks) -> Waiting:
    return Waiting(
        article=review.review.article,
        author=review.review.author,
        asked=moment(review.review.at_ms),
        due=moment(review.review.due_ms),
        answered=_answered(review.seats),
        handed=handed(review.review),
    )


def _answered(seats: Iterable[Seat]) -> int:
    return sum(seat.verdict in VERDICTS for seat in seats)
