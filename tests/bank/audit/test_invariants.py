"""Each invariant is broken once on purpose, in tables alone, and named."""

from collections.abc import Iterator

import pytest

from tweipress.bank.audit.invariants import DEPOSIT_INSERT, DEPOSITS, broken
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.scratch_tables import scratch_tables
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, account_row
from tweipress.core.chart import LaneName
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, SessionId
from tweipress.core.pnl import Amounts
from tweipress.core.reasons import FlagReason
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.case import Flag, FlagState, HeldBucket, Hold, HoldState
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import Pnl
from tweipress.core.records.reading import Session
from tweipress.core.records.record import Record

AUTHOR, READER = map(MemberId, (1, 2))
BALANCES = {
    "ext": -1000,
    "pool": 770,
    "available:1": 90,
    "vesting:2:2026-01-01": 5,
    "reserved:2": 3,
    "bond:1": 10,
    "review:1": 100,
    "pot:1": 22,
}
FACTS: tuple[Record, ...] = (
    Article(ArticleId(1), AUTHOR, 0, 0, 180, 5, reviewed=True),
    Lane(ArticleId(1), LaneName.OPEN, 10),
    Comment(CommentId(1), ArticleId(1), AUTHOR, 0),
    Session(READER, SessionId("s"), ArticleId(1), LaneName.OPEN, 3, 0),
    Pnl(ArticleId(1), READER, amounts=Amounts(earned_for_pluses=5)),
    Pnl(ArticleId(1), MemberId(0), amounts=Amounts(earned_for_pluses=5)),
)


@pytest.fixture
def tables(books: object) -> Iterator[Connection]:
    """Give a slate with sound books: a deposit of 200 to the author, 5 earned by the reader."""
    with scratch_tables() as connection:
        connection.run(DEPOSITS)
        connection.run(DEPOSIT_INSERT, (AUTHOR, 200))
        for name, twei in BALANCES.items():
            put(connection, name, twei)
        for record in FACTS:
            store(connection, record)
        yield connection


def put(connection: Connection, name: str, twei: int) -> None:
    """Write a balance."""
    connection.put(ACCOUNTS, [account_row(name, twei)])


def store(connection: Connection, record: Record) -> None:
    """Write a record."""
    table = TABLES[type(record)]
    connection.put(table, [table.row(record)])


def test_sound_books_break_nothing(tables: Connection) -> None:
    assert list(broken(tables)) == []


def test_accounts_that_do_not_sum_to_nothing_break_the_first(tables: Connection) -> None:
    put(tables, "pool", 771)
    assert list(broken(tables)) == ["I1: the accounts sum to 1"]


@pytest.mark.parametrize("account", ["available:1", "bond:1", "review:1"])
def test_a_member_with_more_than_given_and_earned_breaks_the_third(
    tables: Connection, account: str
) -> None:
    put(tables, account, BALANCES[account] + 1)
    put(tables, "pool", 769)
    assert list(broken(tables)) == ["I3: member 1 has 201, not 200"]


def test_what_is_held_counts_and_what_was_clawed_back_does_not(tables: Connection) -> None:
    put(tables, "vesting:2:2026-01-01", 0)
    put(tables, "held:2", 5)
    hold = Hold(FlagId(1), READER, MemberId(0), 0, "why", 5, (HeldBucket("2026-01-01", 5),))
    store(tables, hold)
    assert list(broken(tables)) == []
    put(tables, "held:2", 0)
    put(tables, "pool", 775)
    store(tables, hold._replace(state=HoldState.CLAWED))
    assert list(broken(tables)) == []


def test_what_is_held_and_what_was_taken_have_to_agree(tables: Connection) -> None:
    store(tables, Hold(FlagId(1), READER, MemberId(0), 0, "why", 5, (HeldBucket("2026-01-01", 5),)))
    assert list(broken(tables)) == ["I3: held:2 holds 0, its live holds took 5"]


def test_a_member_is_under_the_flags_that_stand_and_no_others(tables: Connection) -> None:
    flag = Flag(
        FlagId(1),
        READER,
        FlagReason.EVEN_PACE,
        "spread",
        1,
        "d",
        shadow=False,
        by=MemberId(0),
        at_ms=0,
    )
    store(tables, flag)
    store(tables, flag._replace(flag=FlagId(2), shadow=True))
    store(tables, flag._replace(flag=FlagId(3), state=FlagState.LIFTED))
    assert list(broken(tables)) == ["I3: member 2 is under 0 flags, not 1"]
    store(tables, Member(READER, 0, flags=1))
    assert list(broken(tables)) == []


def test_pluses_beyond_what_the_lanes_were_given_break_the_fifth(tables: Connection) -> None:
    store(tables, Lane(ArticleId(1), LaneName.OPEN, 4))
    assert list(broken(tables)) == ["I5: the Pluses of article 1 paid 5, more than 4"]


def test_a_quote_that_is_not_reserved_breaks_the_eighth(tables: Connection) -> None:
    put(tables, "reserved:2", 2)
    put(tables, "pool", 771)
    assert list(broken(tables)) == ["I8: reserved:2 holds 2, its session's quote is 3"]


def test_a_whole_post_that_is_not_its_members_sum_breaks_the_eleventh(tables: Connection) -> None:
    store(tables, Pnl(ArticleId(1), MemberId(0), amounts=Amounts(earned_for_pluses=5, likes_own=1)))
    wrong = "I11: the lines of article 1 do not sum to the whole post's"
    assert list(broken(tables)) == [wrong]
