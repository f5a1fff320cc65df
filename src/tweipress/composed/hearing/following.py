"""Follows the journal from where it was followed to, and tells members in portions."""

from datetime import timedelta
from typing import Final

import structlog

from tweipress.articles.following import queries as followed
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries.bulk import journal
from tweipress.composed.hearing import decided, events, outcomes
from tweipress.core.ids import MemberId
from tweipress.notifications import actions, queries
from tweipress.notifications.actions import Heard, Way
from tweipress.notifications.queries import KEPT, Kind, Source, Spread

PORTION: Final = 200
"""Postings, or follows, that are one transaction: some tens of milliseconds."""
PAUSE: Final = timedelta(seconds=15)
"""Between two looks: nobody minds, and what happens meanwhile stands in one row."""
PATIENCE: Final = timedelta(minutes=10)
"""So long what brings a level at most may wait, and an article that is not out yet."""
OUT_BY: Final = timedelta(days=1)
"""An article that has not come out by then was taken back."""

log = structlog.get_logger("tweipress.notifications")


BEHIND_MAX: Final = 1_000
"""So many postings are looked through each time; then the position moves, whatever they are."""


def is_due() -> bool:
    """Tell whether there is something to tell; it looks through the last postings."""
    position, at = queries.position(Source.JOURNAL)
    head, now = journal.head(), clock.now()
    if at is not None and at <= now < at + PAUSE:
        return False
    if decided.is_due() or outcomes.is_due():
        return True
    if at is not None and at <= now < at + PATIENCE:
        return journal.is_there(events.EAGER, position, head)
    if head - position > BEHIND_MAX or queries.spreads().exists():
        return True
    return journal.is_there(tuple(events.SAYS), position, head)


def follow() -> None:
    """Tell members of all that was accepted since, then the followers of what came out."""
    while _follow_on():
        pass
    while decided.follow_on() or outcomes.follow_on():
        pass
    for row in list(queries.spreads()):
        _spread(row)


def _follow_on() -> bool:
    """Tell of a portion of the journal; return whether there may be more."""
    before, _at = queries.position(Source.JOURNAL)
    head = journal.head()
    with books.read_session():
        postings = journal.posted(tuple(events.SAYS), before, head, PORTION)
        is_full = len(postings) == PORTION
        until = postings[-1].seq if is_full else head
        since_ms = clock.now_ms() - int(KEPT.total_seconds() * 1000)
        fresh = [posted for posted in postings if posted.at_ms >= since_ms]
        heard = events.heard(fresh)
    way = Way(Source.JOURNAL, before, until)
    is_told = actions.follow(way, heard, events.published(fresh))
    log.info("journal_followed", until=until, told=len(heard), is_told=is_told)
    return is_full and is_told


def _spread(row: Spread) -> None:
    """Tell the followers of an article, unless it is not out, or not any more."""
    after = row.after
    while True:
        portion = followed.followers(row.article, after, PORTION)
        if portion is None:
            if row.at < clock.now() - OUT_BY:
                actions.end_spread(row.article)
            return
        members = dict.fromkeys(member for _follow, member in portion)
        until = portion[-1][0] if portion else after
        heard = [
            Heard(MemberId(member), Kind.ARTICLE, row.at, subject=row.article, article=row.article)
            for member in members
        ]
        if not actions.spread(row.article, after, until, heard) or not portion:
            return
        after = until
