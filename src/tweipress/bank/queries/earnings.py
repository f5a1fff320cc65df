"""A member's movements in sums: by line, by day, by article, by kind. One's own, so always free.

Every question asks for rows of one member by an index that begins with the member: what others do
makes none of them slower.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.bank.queries.statements import COLUMNS, movement
from tweipress.bank.queries.view_models import Movement
from tweipress.bank.storage.connection import Connection
from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId
from tweipress.core.money import MAX_TWEI
from tweipress.core.pnl import Amounts
from tweipress.core.units import MS_PER_DAY

_NAMES: Final = ", ".join(Amounts._fields)
_SUMS: Final = ", ".join(f"COALESCE(SUM({name}), 0)" for name in Amounts._fields)
_FROM: Final = "FROM bank_entry e JOIN bank_posting p ON p.seq = e.posting"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which movements are meant: from `since_ms` to before `until_ms`, of an act, an article.

    An empty act or the article 0 means all.
    """

    since_ms: int = 0
    until_ms: int = MAX_TWEI
    act: str = ""
    article: ArticleId = NO_ARTICLE

    def where(self, member: MemberId) -> tuple[str, list[Any]]:
        """Return the condition in SQL, and its values."""
        sql = " WHERE e.owner = %s AND e.owner > 0 AND p.at_ms >= %s AND p.at_ms < %s"
        values: list[Any] = [member, self.since_ms, self.until_ms]
        if self.act:
            sql, values = sql + " AND p.act = %s", [*values, self.act]
        if self.article:
            sql, values = sql + " AND p.article = %s", [*values, self.article]
        return sql, values


@dataclass(frozen=True, slots=True)
class Sums:
    """What came in, what went out (not negative), in how many postings; and the last entry."""

    in_twei: int = 0
    out_twei: int = 0
    postings: int = 0
    last_entry: int = 0

    @property
    def net_twei(self) -> int:
        """Return what came in less what went out."""
        return self.in_twei - self.out_twei


@dataclass(frozen=True, slots=True)
class Group:
    """The movements of one UTC day, article and act together, and the total after the last."""

    day: int
    article: ArticleId
    act: str
    sums: Sums
    balance_twei: int


def lines(member: MemberId) -> tuple[Amounts, int]:
    """Return a member's twelve lines summed over all articles, and how many articles there are."""
    sql = f"SELECT COUNT(*), {_SUMS} FROM bank_pnl WHERE member = %s AND member > 0"  # noqa: S608  # names of our own fields
    ((number, *amounts),) = Connection(is_own=False).rows(sql, (member,))
    return Amounts(*map(int, amounts)), int(number)


def lines_by_article(
    member: MemberId, before: int = 0, limit: int = 50
) -> list[tuple[ArticleId, Amounts]]:
    """Return a member's lines, article by article, newest first, older than `before` (0: all)."""
    sql = (
        f"SELECT article, {_NAMES} FROM bank_pnl WHERE member = %s AND member > 0 AND article < %s"  # noqa: S608  # names of our own fields
        " ORDER BY article DESC LIMIT %s"
    )
    rows = Connection(is_own=False).rows(sql, (member, before or MAX_TWEI, limit))
    return [(ArticleId(article), Amounts(*amounts)) for article, *amounts in rows]


def by_day(member: MemberId, chosen: Chosen) -> dict[int, Sums]:
    """Return the sums of each day that has movements, by days since 1970, oldest first."""
    return {
        int(day): _sums(rest)
        for day, *rest in _summed(member, chosen, "day", "GROUP BY day ORDER BY day", ())
    }


def total(member: MemberId, chosen: Chosen) -> Sums:
    """Return the sums of all that is chosen."""
    ((_, *rest),) = _summed(member, chosen, "0", "", ())
    return _sums(rest)


def grouped(member: MemberId, chosen: Chosen, before: int = 0, limit: int = 50) -> list[Group]:
    """Return the movements grouped by day, article and act, the latest first.

    Only groups whose last entry is older than `before` (0: from the newest).
    """
    tail = "GROUP BY day, article, act HAVING MAX(last) < %s ORDER BY MAX(last) DESC LIMIT %s"
    rows = _summed(member, chosen, "day, article, act", tail, (before or MAX_TWEI, limit))
    after = _balances([row[-1] for row in rows])
    return [
        Group(int(day), ArticleId(article), act, _sums(rest), after[rest[-1]])
        for day, article, act, *rest in rows
    ]


def balance_before(member: MemberId, at_ms: int) -> int:
    """Return a member's total before a time: what the last entry before it left."""
    sql = (
        f"SELECT e.spendable_twei {_FROM}"  # our own words
        " WHERE e.owner = %s AND e.owner > 0 AND p.at_ms < %s ORDER BY e.id DESC LIMIT 1"
    )
    rows = Connection(is_own=False).rows(sql, (member, at_ms))
    return int(rows[0][0]) if rows else 0


def movements(member: MemberId, chosen: Chosen, before: int = 0, limit: int = 50) -> list[Movement]:
    """Return single movements, the newest first, older than entry `before` (0: from the newest)."""
    tail = "e.id < %s ORDER BY e.id DESC LIMIT %s"
    return _single(member, chosen, tail, (before or MAX_TWEI, limit))


def movements_after(
    member: MemberId, chosen: Chosen, after: int = 0, limit: int = 1000
) -> list[Movement]:
    """Return single movements, the oldest first, newer than entry `after`."""
    tail = "e.id > %s ORDER BY e.id LIMIT %s"
    return _single(member, chosen, tail, (after, limit))


def _single(member: MemberId, chosen: Chosen, tail: str, more: tuple[int, int]) -> list[Movement]:
    where, values = chosen.where(member)
    sql = f"SELECT {COLUMNS} {_FROM}{where} AND {tail}"
    return [movement(row) for row in Connection(is_own=False).rows(sql, (*values, *more))]


def _summed(
    member: MemberId, chosen: Chosen, keys: str, tail: str, more: Sequence[Any]
) -> list[tuple[Any, ...]]:
    """Sum postings: what one moves between a member's own accounts is neither in nor out."""
    where, values = chosen.where(member)
    sql = (
        f"SELECT {keys}, COALESCE(SUM(CASE WHEN net > 0 THEN net ELSE 0 END), 0),"  # noqa: S608  # our own words
        " COALESCE(SUM(CASE WHEN net < 0 THEN -net ELSE 0 END), 0), COUNT(*),"
        f" COALESCE(MAX(last), 0) FROM (SELECT p.at_ms / {MS_PER_DAY} AS day,"
        " p.article AS article, p.act AS act, SUM(e.amount_twei) AS net, MAX(e.id) AS last"
        f" {_FROM}{where} GROUP BY p.seq, p.at_ms, p.article, p.act) AS posted {tail}"
    )
    return [tuple(row) for row in Connection(is_own=False).rows(sql, (*values, *more))]


def _sums(columns: Sequence[Any]) -> Sums:
    in_twei, out_twei, postings, last = map(int, columns)
    return Sums(in_twei, out_twei, postings, last)


def _balances(entries: Sequence[int]) -> dict[int, int]:
    if not entries:
        return {}
    marks = ", ".join(["%s"] * len(entries))
    sql = f"SELECT id, spendable_twei FROM bank_entry WHERE id IN ({marks})"  # noqa: S608  # placeholders alone are put in
    return {int(entry): int(twei) for entry, twei in Connection(is_own=False).rows(sql, entries)}
