"""A night: the day closes, earnings mature, and trust is graded as the product computes it."""

from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

from farm.population.ledger import FIRST_DAY, Ledger
from tweipress.bank.queries.bulk.trust_export import Act, NightDue, Portions, TrustExport
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.mature import Mature, matured_until
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.record import Record
from tweipress.core.records.vote import Vote, VoteKind
from tweipress.core.records.vouch import Vouch
from tweipress.core.roles import Role
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.days import last_closed, midnight_after_ms
from tweipress.core.state.registry import rule_of
from tweipress.core.units import MS_PER_DAY
from tweipress.trust.night import MARKS_MAX, computed, grades

VOTES: Final = (Like, Dislike)
RATINGS: Final = (Plus, Minus)
R = TypeVar("R", bound=Record)


class PlayedExport(TrustExport):
    """What trust is computed from, read from a ledger in place of a database.

    Nobody in the play takes anything back, so every comment and article counts.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Read this ledger; no connection is made."""
        self._ledger = ledger

    def seq_before(self, at_ms: int) -> int:
        """Return the number of the last posting before a moment."""
        return bisect_left(self._ledger.postings, at_ms, key=lambda posting: posting.at_ms)

    def hash_at(self, seq: int) -> str:
        """Return what stands for the hash of a posting; there is but one journal."""
        return str(seq)

    def acts(self, after: int, until: int) -> Iterator[Act]:
        """Yield likes, dislikes, Pluses and Minuses."""
        for seq, posting in enumerate(self._ledger.postings[after:until], start=after + 1):
            act, name = posting.act, rule_of(posting.act).name
            if isinstance(act, VOTES):
                yield Act(seq, name, act.member, act.comment, posting.at_ms)
            elif isinstance(act, RATINGS):
                yield Act(seq, name, act.member, posting.outcome.article, posting.at_ms)

    def likes(self, since_ms: int, until_ms: int) -> Portions:
        """Yield the likes of a window."""
        yield [
            (vote.member, vote.comment, vote.at_ms)
            for vote in self._rows(Vote)
            if vote.kind == VoteKind.LIKE and since_ms <= vote.at_ms < until_ms
        ]

    def comments(self) -> Portions:
        """Yield every comment."""
        yield [(row.comment, row.writer, row.article, 1) for row in self._rows(Comment)]

    def authors(self) -> Portions:
        """Yield every article's author."""
        yield [(row.article, row.author) for row in self._rows(Article)]

    def invitations(self, until_ms: int) -> Portions:
        """Yield who invited whom."""
        rows = self._rows(Invitation)
        yield [(row.inviter, row.member) for row in rows if row.stood_at(until_ms)]

    def vouches(self, until_ms: int) -> Portions:
        """Yield who vouches for whom."""
        yield [(row.member, row.other) for row in self._rows(Vouch) if row.stood_at(until_ms)]

    def standings(self) -> Iterator[tuple[int, int, bool, frozenset[Role]]]:
        """Yield everybody."""
        for row in self._rows(Member):
            yield row.member, row.trust, row.banned, row.roles

    def _rows(self, kind: type[R]) -> list[R]:
        """Return the records of a kind, by key."""
        rows = self._ledger.world.records.get(kind, {}).values()
        return sorted((row for row in rows if isinstance(row, kind)), key=lambda row: row.key)


def turn(ledger: Ledger, folder: Path) -> None:
    """Close the day, open the next, let earnings mature, and grade; `folder` keeps the cache."""
    ledger.must(CloseDay())
    ledger.must(OpenDay(FIRST_DAY))
    world, tariff = ledger.world, tariff_in_force(ledger.world)
    due = world.members_with_buckets(matured_until(world.books, tariff))
    for start in range(0, len(due), tariff.maturities_per_act):
        ledger.must(Mature(tuple(due[start : start + tariff.maturities_per_act])))
    night = _night(ledger)
    marks, _ = computed(PlayedExport(ledger), night, tariff, folder / "likes.npz")
    for act in grades(night, marks, min(tariff.grade_marks_max, MARKS_MAX)):
        ledger.must(act)


def _night(ledger: Ledger) -> NightDue:
    """Return the night of the day that was closed last."""
    closed = last_closed(ledger.world)
    assert closed is not None
    until_ms = midnight_after_ms(closed.date)
    return NightDue(closed.date, until_ms - MS_PER_DAY, until_ms, 0)
