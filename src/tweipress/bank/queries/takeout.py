"""Takeout: all that the books have of one member, in portions, as of one moment.

Ask inside `as_of_now`: there every other question to the books is answered as of that moment too.
Nothing is said of others, unless pages say it to everybody: who vouched for whom, and who invited
whom.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NamedTuple, get_type_hints

from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.teller.calendar import expire_key
from tweipress.core.ids import CONSOLE, ArticleId, CommentId, MemberId, SessionId
from tweipress.core.pnl import Amounts
from tweipress.core.state.journal import parsed
from tweipress.core.state.registry import RULES_BY_NAME

ACTS: Final = (
    "SELECT seq, at_ms, act, article, body FROM bank_posting WHERE member = %s ORDER BY seq"
)
READING: Final = (
    "SELECT at_ms, act, article, body, answer FROM bank_posting"
    " WHERE member = %s AND act IN ('open', 'plus', 'minus', 'done') ORDER BY seq"
)
ENTRIES: Final = (
    "SELECT e.id, e.posting, p.at_ms, p.act, p.article, e.account, e.amount_twei, e.balance_twei,"
    " e.spendable_twei, CASE WHEN p.act IN ('comment', 'like', 'dislike', 'settle',"
    " 'remove_comment') THEN p.body ELSE '{}' END"
    " FROM bank_entry e JOIN bank_posting p ON p.seq = e.posting"
    " WHERE e.owner = %s AND e.owner > 0 ORDER BY e.id"
)
BALANCES: Final = (
    "SELECT name, balance_twei FROM bank_account WHERE owner = %s AND owner > 0 AND is_funded"
    " ORDER BY name"
)
VOTES: Final = (
    "SELECT v.comment, c.article, v.at_ms, v.kind, v.reason FROM bank_vote v"
    " JOIN bank_comment c ON c.comment = v.comment WHERE v.member = %s ORDER BY v.comment"
)
SEATS: Final = (
    "SELECT article, asks, at_ms, verdict, reason FROM bank_seat WHERE member = %s"
    " ORDER BY at_ms, article"
)
REVIEWS: Final = "SELECT article FROM bank_review WHERE author = %s ORDER BY at_ms, article"
VOUCHES: Final = (
    "SELECT other, at_ms, ended_ms, lost, lost_xp FROM bank_vouch WHERE member = %s"
    " ORDER BY at_ms, other"
)
REPORTS: Final = (
    f"SELECT at_ms, article, scope, closed, {', '.join(Amounts._fields)} FROM bank_report"  # noqa: S608  # names of our own fields
    " WHERE member = %s ORDER BY at_ms, report"
)
AMOUNTS: Final = Amounts._fields
"""What the twelve amounts of a report are called, in the order of its rows."""
PUBLIC: Final = frozenset({"invite", "vouch", "unvouch"})
"""Acts about another member that everybody can see on pages."""
HIDDEN: Final = frozenset({"marks"})
"""What else an act says of other members: a night's grades."""


class Moment(NamedTuple):
    """The last posting of the books that a takeout holds."""

    seq: int
    at_ms: int
    hash: str


class OwnAct(NamedTuple):
    """What a member asked of the books, without whom else it was about."""

    seq: int
    at_ms: int
    act: str
    article: ArticleId
    fields: dict[str, Any]


class OwnEntry(NamedTuple):
    """What a posting changed on one account of a member; `total_twei` is all they had then."""

    entry: int
    seq: int
    at_ms: int
    act: str
    article: ArticleId
    comment: CommentId
    account: str
    amount_twei: int
    balance_twei: int
    total_twei: int


class OwnSession(NamedTuple):
    """A reading session; `end` is what ended it: a rating, done, expire, or the next opening.

    It is empty, and so is the time, as long as nothing has.
    """

    session: SessionId
    article: ArticleId
    quote_twei: int
    opened_ms: int
    ended_ms: int = 0
    end: str = ""


@contextmanager
def as_of_now() -> Iterator[Moment]:
    """Read the books as they are now, in everything that this thread asks of them inside."""
    connection = Connection(is_own=False)
    with connection.snapshot():
        ((seq, at_ms, digest),) = connection.rows("SELECT seq, at_ms, hash FROM bank_head")
        yield Moment(seq, at_ms, digest)


def acts(member: MemberId) -> Iterator[OwnAct]:
    """Yield all that a member asked of the books, oldest first."""
    for seq, at_ms, act, article, body in _stream(ACTS, member):
        own = {name: value for name, value in parsed(body).items() if name in own_fields(act)}
        yield OwnAct(seq, at_ms, act, article, own)


def entries(member: MemberId) -> Iterator[OwnEntry]:
    """Yield every entry on a member's accounts, oldest first; their sum is what they have."""
    for entry, seq, at_ms, act, article, account, *twei, body in _stream(ENTRIES, member):
        comment = CommentId(parsed(body).get("comment", 0))
        yield OwnEntry(entry, seq, at_ms, act, article, comment, account, *twei)


def balances(member: MemberId) -> Iterator[Row]:
    """Yield (account, balance) of a member's accounts, also of what a quote has set aside."""
    return _stream(BALANCES, member)


def sessions(member: MemberId) -> Iterator[OwnSession]:
    """Yield a member's reading sessions, oldest first."""
    last: OwnSession | None = None
    for rows in Connection(is_own=False).portions(READING, (member,)):
        ended: list[OwnSession] = []
        for at_ms, act, article, body, answer in rows:
            if act != "open":
                if last is not None and last.session == parsed(body)["session"]:
                    ended.append(last._replace(ended_ms=at_ms, end=act))
                    last = None
                continue
            if last is not None:
                ended.append(last._replace(ended_ms=at_ms, end="open"))
            told = parsed(answer)
            last = OwnSession(told["session"], article, told["quote"], at_ms)
        yield from _expired(ended)
    yield from _expired([last] if last is not None else [])


def votes(member: MemberId) -> Iterator[Row]:
    """Yield (comment, article, at_ms, kind, reason) of the votes that a member gave."""
    return _stream(VOTES, member)


def reviews(member: MemberId) -> Iterator[list[ArticleId]]:
    """Yield in portions the articles for which a member asked for a review, oldest ask first."""
    for rows in Connection(is_own=False).portions(REVIEWS, (member,)):
        yield [article for (article,) in rows]


def seats(member: MemberId) -> Iterator[Row]:
    """Yield (article, ask, at_ms, verdict, reason) of a juror's seats, oldest first."""
    return _stream(SEATS, member)


def vouches(member: MemberId) -> Iterator[Row]:
    """Yield (other, at_ms, ended_ms, lost, lost_xp) of the vouches that a member ever gave."""
    return _stream(VOUCHES, member)


def reports(member: MemberId) -> Iterator[Row]:
    """Yield (at_ms, article, scope, closed, the twelve amounts) of the reports bought."""
    return _stream(REPORTS, member)


@cache
def own_fields(act: str) -> frozenset[str]:
    """Return the fields of an act that do not say who else it is about."""
    rule = RULES_BY_NAME[act]
    hints: Mapping[str, object] = get_type_hints(rule.kind)
    if act in PUBLIC:
        return frozenset(hints)
    others = {name for name, hint in hints.items() if hint is MemberId and name != rule.actor_field}
    return frozenset(hints) - others - HIDDEN


def _stream(sql: str, member: MemberId) -> Iterator[Row]:
    return Connection(is_own=False).stream(sql, (member,))


def _expired(ended: Sequence[OwnSession]) -> Iterator[OwnSession]:
    """Yield sessions; those that nobody finished end when they expired, if they did."""
    unfinished = [each.session for each in ended if each.end in {"", "open"}]
    expired_ms = _expiries(unfinished)
    for each in ended:
        at_ms = expired_ms.get(each.session)
        yield each if at_ms is None else each._replace(ended_ms=at_ms, end="expire")


def _expiries(numbers: Sequence[SessionId]) -> dict[SessionId, int]:
    """Return when sessions expired, by number; the others are left out."""
    keys = {expire_key(number): number for number in numbers}
    if not keys:
        return {}
    sql = (
        "SELECT request_key, at_ms FROM bank_posting WHERE member = %s AND act = 'expire'"  # noqa: S608  # placeholders only
        f" AND request_key IN ({', '.join(['%s'] * len(keys))})"
    )
    rows = Connection(is_own=False).rows(sql, (CONSOLE, *keys))
    return {keys[str(key)]: int(at_ms) for key, at_ms in rows}
