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
from tweipress.core.records.review import (
    APPROVED,
    APPROVES,
    DENIED,
    DENIES,
    LATE,
    OPEN,
    PUBLISHED,
    WITHDRAWN,
    Review,
    Seat,
)
from tweipress.core.tariff import Tariff
from tweipress.core.units import moment
from tweipress.reviews.actions import REASON_MAX, Reviewed, judgement

__all__ = [
    "OPEN",
    "REASON_MAX",
    "Reviewed",
    "Said",
    "Totals",
    "Waiting",
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
    OPEN: _("Your article is under review."),
    APPROVED: _("Your article is approved. Publish it, and it counts as reviewed."),
    DENIED: _("Your article was not approved, and the bond was returned."),
    WITHDRAWN: _("You withdrew the request for a review, and the bond was returned."),
    PUBLISHED: _("Your article was approved and is published as reviewed."),
}
JUDGED: Final = {
    OPEN: _("The article is under review."),
    APPROVED: _("The article is approved, and its author can publish it."),
    DENIED: _("The article was not approved."),
    WITHDRAWN: _("The author withdrew the request for a review."),
    PUBLISHED: _("The article was approved and is published as reviewed."),
}
VERDICTS: Final = {APPROVES: _("A juror approves"), DENIES: _("A juror does not approve")}
OWN_VERDICTS: Final = {APPROVES: _("You approve"), DENIES: _("You do not approve")}
TOTALS: Final = {
    OPEN: _("Under review now"),
    APPROVED: _("Approved, not published yet"),
    PUBLISHED: _("Approved and published"),
    DENIED: _("Not approved"),
    WITHDRAWN: _("Withdrawn by their authors"),
    APPROVES: _("Verdicts of jurors for an article"),
    DENIES: _("Verdicts of jurors against an article"),
    LATE: _("Seats lost because nobody answered in time"),
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


@dataclass(frozen=True, slots=True)
class Totals:
    """How reviews have ended so far, and what jurors did."""

    rows: tuple[tuple[str, int], ...]
    tariff: Tariff


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
        is_denied = review.review.state == DENIED
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
    seats = (seat for seat in review.seats if seat.member == member and seat.verdict != LATE)
    return next(seats, None)


def waiting_for(member: MemberId, *, is_editor: bool) -> list[Waiting]:
    """Return what waits for a member's verdict; for an editor, all reviews that wait."""
    numbers = books.open_reviews(ROWS) if is_editor else books.seats_of(member)
    reviews = (books.review(ArticleId(number)) for number in numbers)
    return [_waiting(review) for review in reviews if review and review.review.author != member]


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
    )


def _answered(seats: Iterable[Seat]) -> int:
    return sum(seat.verdict in VERDICTS for seat in seats)
