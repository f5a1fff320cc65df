"""Follows what became of reports, waiting comments and appeals, and tells whom that concerns."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from tweipress.bank import clock
from tweipress.comments.holding import queries as holding
from tweipress.comments.reports import queries as reports
from tweipress.composed.hearing.decided import PORTION, SETTLED
from tweipress.core.ids import MemberId
from tweipress.moderation.appeals import queries as appeals
from tweipress.notifications import actions, queries
from tweipress.notifications.actions import Heard, Way
from tweipress.notifications.queries import KEPT, Kind, Source

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
TICK: Final = timedelta(microseconds=1)
"""Rows that change are followed by when that was: the position counts these."""


class Outcome(NamedTuple):
    """What became of something, and whom to tell."""

    member: int
    what: str
    subject: int
    article: int
    at: datetime


Decided = Callable[[datetime, datetime, int], Sequence[Outcome]]


def _of_reports(after: datetime, until: datetime, most: int) -> list[Outcome]:
    return [
        Outcome(row.reporter, f"report_{row.outcome}", row.number, 0, row.at)
        for row in reports.decided_between(after, until, most)
    ]


def _of_waits(after: datetime, until: datetime, most: int) -> list[Outcome]:
    return [
        Outcome(row.writer, f"wait_{row.state}", row.comment, row.article, row.at)
        for row in holding.decided_between(after, until, most)
    ]


def _of_appeals(after: datetime, until: datetime, most: int) -> list[Outcome]:
    return [
        Outcome(row.member, "appeal_denied", row.decision_id, 0, row.answered_at)
        for row in appeals.denied_between(after, until, most)
        if row.member and row.answered_at
    ]


SOURCES: Final[dict[Source, Decided]] = {
    Source.REPORTS: _of_reports,
    Source.WAITS: _of_waits,
    Source.APPEALS: _of_appeals,
}


def is_due() -> bool:
    """Tell whether something was decided of which nobody was told yet."""
    return any(_new(source, 1) for source in SOURCES)


def follow_on() -> bool:
    """Tell of a portion of each source; return whether there may be more."""
    return any(_follow_on(source) for source in SOURCES)


def _follow_on(source: Source) -> bool:
    before, _at = queries.position(source)
    rows = _new(source, PORTION)
    if not rows:
        return False
    oldest = clock.now() - KEPT
    heard = [_heard(row) for row in rows if row.at > oldest]
    return actions.follow(Way(source, before, (rows[-1].at - EPOCH) // TICK), heard, {})


def _new(source: Source, most: int) -> Sequence[Outcome]:
    before, _at = queries.position(source)
    return SOURCES[source](EPOCH + before * TICK, clock.now() - SETTLED, most)


def _heard(row: Outcome) -> Heard:
    return Heard(
        MemberId(row.member),
        Kind.DECISION,
        row.at,
        subject=row.subject,
        what=row.what,
        article=row.article,
    )
