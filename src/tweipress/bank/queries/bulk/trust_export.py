"""Trust export: what the nightly trust is computed from, read in bulk, and which night is due.

tweipress.trust computes. Rows with a time are read up to a moment, so that the same night read
again gives the same result.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from typing import Final, NamedTuple

from tweipress.bank import clock
from tweipress.bank.storage import selections
from tweipress.bank.storage.columns import read_roles
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.world import StoredWorld
from tweipress.core.ids import MemberId
from tweipress.core.records.night import Night
from tweipress.core.records.vote import VoteKind
from tweipress.core.roles import Role
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.days import last_closed, midnight_after_ms
from tweipress.core.state.journal import GENESIS, parsed
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_DAY

Portions = Iterator[list[Row]]

LIKES: Final = (
    "SELECT member, comment, at_ms FROM bank_vote WHERE kind = %s AND at_ms >= %s AND at_ms < %s"
)
ACTS: Final = (
    "SELECT seq, act, member, article, body, at_ms FROM bank_posting"
    " WHERE seq > %s AND seq <= %s AND act IN ('like', 'dislike', 'plus', 'minus') ORDER BY seq"
)
COMMENTS: Final = (
    "SELECT c.comment, c.writer, c.article,"
    " CASE WHEN c.ended = 'removed' OR a.undone THEN 0 ELSE 1 END"
    " FROM bank_comment c JOIN bank_article a ON a.article = c.article ORDER BY c.comment"
)
AUTHORS: Final = "SELECT article, author FROM bank_article WHERE NOT undone ORDER BY article"
STANDINGS: Final = (
    "SELECT member, trust, CASE WHEN banned THEN 1 ELSE 0 END, roles FROM bank_member"
    " WHERE trust > 0 OR banned OR roles <> '' ORDER BY member"
)
BEGUN: Final = "SELECT day, until_ms, parts FROM bank_night WHERE NOT done ORDER BY day LIMIT 1"
GRADED_UNTIL: Final = (
    "SELECT until_ms FROM bank_night WHERE done AND day < %s ORDER BY day DESC LIMIT 1"
)


class NightDue(NamedTuple):
    """A closed day to be graded: what counts for XP, up to when, and the parts there are so far."""

    day: str
    since_ms: int
    until_ms: int
    parts: int


class Act(NamedTuple):
    """A like, a dislike, a Plus or a Minus; `subject` is the comment's number, or the article's."""

    seq: int
    act: str
    member: MemberId
    subject: int
    at_ms: int


class TrustExport:
    """Reads the books over a connection of its own; `close` it afterwards."""

    def __init__(self) -> None:
        """Prepare; the first query connects."""
        self._connection = Connection()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def snapshot(self) -> AbstractContextManager[None]:
        """Read the books as they are at the first query inside."""
        return self._connection.snapshot()

    def tariff(self) -> Tariff:
        """Return the tariff in force."""
        return tariff_in_force(StoredWorld(self._connection))

    def due(self) -> NightDue | None:
        """Return the night to be graded: one that was begun, else the last closed day's."""
        begun = self._connection.rows(BEGUN)
        if begun:
            day, until_ms, parts = begun[0]
            return NightDue(day, self._since_ms(day, until_ms), until_ms, parts)
        world = StoredWorld(self._connection)
        books = world.books
        closed = last_closed(world)
        if not books.is_open or closed is None or world.get(Night, closed.date) is not None:
            return None
        until_ms = min(midnight_after_ms(closed.date), clock.now_ms())
        return NightDue(closed.date, self._since_ms(closed.date, until_ms), until_ms, 0)

    def marked(self, due: NightDue) -> set[int]:
        """Return the members that the night's parts so far have graded."""
        sql = "SELECT body FROM bank_posting WHERE member = 0 AND request_key = %s"
        bodies = (
            self._connection.rows(sql, (grade_key(due.day, part),)) for part in range(due.parts)
        )
        return {mark[0] for rows in bodies for (body,) in rows for mark in parsed(body)["marks"]}

    def seq_before(self, at_ms: int) -> int:
        """Return the number of the last posting before a moment."""
        return selections.seq_before(self._connection, at_ms)

    def hash_at(self, seq: int) -> str:
        """Return the hash of a posting, empty if there is none of that number."""
        if seq == 0:
            return GENESIS
        rows = self._connection.rows("SELECT hash FROM bank_posting WHERE seq = %s", (seq,))
        return str(rows[0][0]) if rows else ""

    def acts(self, after: int, until: int) -> Iterator[Act]:
        """Yield likes, dislikes, Pluses and Minuses by the numbers of their postings."""
        for rows in self._connection.portions(ACTS, (after, until)):
            for seq, act, member, article, body, at_ms in rows:
                is_rating = act in ("plus", "minus")
                subject = article if is_rating else parsed(body)["comment"]
                yield Act(seq, act, member, subject, at_ms)

    def likes(self, since_ms: int, until_ms: int) -> Portions:
        """Yield (member, comment, at_ms) of every like in a window."""
        return self._connection.portions(LIKES, (VoteKind.LIKE, since_ms, until_ms))

    def comments(self) -> Portions:
        """Yield (comment, writer, article, 1 or 0 if it was taken off the page), by number."""
        return self._connection.portions(COMMENTS)

    def authors(self) -> Portions:
        """Yield (article, author) of articles that were not taken back, by number."""
        return self._connection.portions(AUTHORS)

    def invitations(self, until_ms: int) -> Portions:
        """Yield (inviter, member)."""
        return self._connection.portions(selections.INVITATIONS_AT, (until_ms,))

    def vouches(self, until_ms: int) -> Portions:
        """Yield (voucher, member) of the vouches that stood at a moment."""
        return self._connection.portions(selections.VOUCHES_AT, (until_ms, until_ms))

    def standings(self) -> Iterator[tuple[int, int, bool, frozenset[Role]]]:
        """Yield (member, trust, banned, roles) of all who have any of the three, by number."""
        for rows in self._connection.portions(STANDINGS):
            for member, trust, banned, roles in rows:
                yield member, trust, bool(banned), read_roles(roles)

    def _since_ms(self, day: str, until_ms: int) -> int:
        """Return up to when the night before counted; the very first night counts one day."""
        before = self._connection.rows(GRADED_UNTIL, (day,))
        return int(before[0][0]) if before else until_ms - MS_PER_DAY


def night_is_due() -> bool:
    """Tell whether there is a night to be graded."""
    with closing(TrustExport()) as export:
        return export.due() is not None


def grade_key(day: str, part: int) -> str:
    """Return the request key of a part of a night's grade, the same for each try."""
    return f"grade:{day}:{part}"
