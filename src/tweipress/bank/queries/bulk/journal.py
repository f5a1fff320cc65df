"""The journal for whoever follows it: what was accepted after a posting, and what that brought."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId
from tweipress.core.records.case import Flag
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import levels
from tweipress.core.state.journal import parsed


class Posted(NamedTuple):
    """An accepted act: `body` are its fields, `gains_twei` what came to members' accounts."""

    seq: int
    act: str
    member: MemberId
    article: ArticleId
    at_ms: int
    body: dict[str, Any]
    answer: dict[str, Any]
    gains_twei: dict[int, int]


def head() -> int:
    """Return the number of the last posting, 0 before the first."""
    rows = Connection(is_own=False).rows("SELECT seq FROM bank_head")
    return int(rows[0][0]) if rows else 0


def is_there(acts: Collection[str], after: int, until: int) -> bool:
    """Tell whether one of some acts is after a posting and not after another."""
    sql = (
        "SELECT seq FROM bank_posting WHERE seq > %s AND seq <= %s"  # noqa: S608  # placeholders only
        f" AND act IN ({_places(acts)}) LIMIT 1"
    )
    return bool(Connection(is_own=False).rows(sql, (after, until, *acts)))


def posted(acts: Collection[str], after: int, until: int, most: int) -> list[Posted]:
    """Return the first of some acts after a posting and not after another, by their numbers."""
    sql = (
        "SELECT seq, act, member, article, at_ms, body, answer FROM bank_posting"  # noqa: S608  # placeholders only
        f" WHERE seq > %s AND seq <= %s AND act IN ({_places(acts)}) ORDER BY seq LIMIT %s"
    )
    connection = Connection(is_own=False)
    rows = connection.rows(sql, (after, until, *acts, most))
    gains = _gains(connection, [row[0] for row in rows])
    return [
        Posted(seq, act, member, article, at_ms, parsed(body), parsed(answer), gains.get(seq, {}))
        for seq, act, member, article, at_ms, body, answer in rows
    ]


def comments_by_number(numbers: Iterable[CommentId]) -> dict[int, Comment]:
    """Return comments as the books know them; unknown numbers are left out."""
    world = current_world()
    wanted = list(numbers)
    world.preload(Comment, wanted)
    return {number: row for number in wanted if (row := world.get(Comment, number))}


def flags_by_number(numbers: Iterable[FlagId]) -> dict[int, Flag]:
    """Return flags by their numbers; unknown ones are left out."""
    world = current_world()
    wanted = list(numbers)
    world.preload(Flag, wanted)
    return {number: row for number in wanted if (row := world.get(Flag, number))}


def levels_now(members: Iterable[MemberId]) -> dict[int, int]:
    """Return the levels that members have now; those whom the books do not know are left out."""
    world = current_world()
    tariff = tariff_in_force(world)
    wanted = list(members)
    world.preload(Member, wanted)
    rows = (world.get(Member, member) for member in wanted)
    return {row.member: levels.level(row, tariff) for row in rows if row}


def _gains(connection: Connection, postings: list[int]) -> dict[int, dict[int, int]]:
    """Return what came to each member's accounts by postings, not what went."""
    if not postings:
        return {}
    sql = (
        "SELECT posting, owner, sum(amount_twei) FROM bank_entry"  # noqa: S608  # placeholders only
        f" WHERE posting IN ({_places(postings)}) AND owner > 0 AND amount_twei > 0"
        " GROUP BY posting, owner"
    )
    gains: dict[int, dict[int, int]] = {}
    for posting, owner, twei in connection.rows(sql, postings):
        gains.setdefault(posting, {})[owner] = int(twei)
    return gains


def _places(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))
