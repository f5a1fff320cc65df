"""Follows the decisions of moderators, and tells whom they are about."""

from datetime import timedelta
from itertools import takewhile
from typing import Final

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.decisions import queries as decisions
from tweipress.decisions.queries import Decision
from tweipress.notifications import actions, queries
from tweipress.notifications.actions import Heard, Way
from tweipress.notifications.queries import KEPT, Kind, Source

PORTION: Final = 200
SETTLED: Final = timedelta(minutes=1)
"""A row with a lower number may be committed a moment later than one with a higher."""


def is_due() -> bool:
    """Tell whether there is a decision of which nobody was told yet."""
    before, _at = queries.position(Source.DECISIONS)
    return bool(_settled(decisions.after(before, 1)))


def follow_on() -> bool:
    """Tell of a portion of decisions; return whether there may be more."""
    before, _at = queries.position(Source.DECISIONS)
    rows = _settled(decisions.after(before, PORTION))
    if not rows:
        return False
    oldest = clock.now() - KEPT
    heard = [_heard(row) for row in rows if row.at > oldest and row.member and row.member != row.by]
    return actions.follow(Way(Source.DECISIONS, before, rows[-1].pk), heard, {})


def _settled(rows: list[Decision]) -> list[Decision]:
    until = clock.now() - SETTLED
    return list(takewhile(lambda row: row.at <= until, rows))


def _heard(row: Decision) -> Heard:
    assert row.member is not None
    return Heard(
        MemberId(row.member),
        Kind.DECISION,
        row.at,
        subject=row.pk,
        what=row.kind,
        article=row.article or 0,
    )
