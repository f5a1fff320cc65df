"""All that the books have of one member: how readings end, one moment, and little memory."""

import tracemalloc
from collections import deque
from collections.abc import Iterator

import pytest
from django.db import connections

from tests.scratch_books import BooksStage
from tweipress.bank.queries import takeout
from tweipress.bank.storage import connection
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.roles import Role as RoleName
from tweipress.core.state.registry import RULES_BY_NAME

READER, AUTHOR, OTHER = MemberId(1), MemberId(2), MemberId(3)
ARTICLE = ArticleId(1)
POSTING = (
    "INSERT INTO bank_posting (seq, act, member, article, request_key, body, inputs, answer,"
    " tariff_hash, at_ms, prev_hash, hash) VALUES (%s, 'open', %s, 1, %s, %s, '{}', %s, '', %s,"
    " '', '')"
)
ENTRY = (
    "INSERT INTO bank_entry (posting, account, owner, amount_twei, balance_twei, spendable_twei)"
    " VALUES (%s, 'available:1', %s, 1, 1, 1)"
)
FEW, MANY = 200, 4_000


@pytest.fixture
def stage(books: BooksStage) -> BooksStage:
    """Books with three members and an article."""
    for member in (READER, AUTHOR, OTHER):
        books.member(member, 1000)
    books.accept(Role(AUTHOR, RoleName.CONTRIBUTOR))
    books.accept(Publish(AUTHOR, ARTICLE, 60, 300, 3))
    return books


def begin(books: BooksStage, session: str) -> None:
    """Start to read."""
    books.accept(Open(READER, ARTICLE, SessionId(session)))


def sessions() -> list[takeout.OwnSession]:
    """Return the reader's sessions."""
    with takeout.as_of_now():
        return list(takeout.sessions(READER))


@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_each_way_a_reading_ends_is_told(
    stage: BooksStage, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "AT_ONCE", at_once)
    begin(stage, "over")
    stage.clock.advance(20_000)
    stage.tick()
    for session in ("left", "left too", "done"):
        begin(stage, session)
        stage.clock.advance(60)
    stage.accept(Done(READER, SessionId("done"), 3, "d"))
    begin(stage, "late")
    stage.clock.advance(20_000)
    stage.tick()
    begin(stage, "live")
    told = sessions()
    assert [(each.session, each.end) for each in told] == [
        ("over", "expire"),
        ("left", "open"),
        ("left too", "open"),
        ("done", "done"),
        ("late", "expire"),
        ("live", ""),
    ]
    assert told[1].ended_ms == told[2].opened_ms
    assert told[-1].ended_ms == 0


def test_what_happens_meanwhile_is_not_in_it(stage: BooksStage) -> None:
    with takeout.as_of_now() as known:
        begin(stage, "late")
        stage.accept(Deposit(READER, 5))
        assert not list(takeout.sessions(READER))
        assert {entry.seq for entry in takeout.entries(READER)} <= set(range(known.seq + 1))
    assert [each.session for each in sessions()] == ["late"]


def test_the_entries_of_everybody_sum_to_their_balances(stage: BooksStage) -> None:
    begin(stage, "done")
    for member in (READER, AUTHOR, OTHER):
        with takeout.as_of_now():
            entries = list(takeout.entries(member))
            kept = [row for row in takeout.balances(member) if not row[0].startswith("reserved")]
        assert sum(entry.amount_twei for entry in entries) == sum(twei for _, twei in kept)
        assert entries[-1].total_twei == sum(twei for _, twei in kept)


def test_no_act_says_whom_else_it_is_about_unless_everybody_can_see_that(
    stage: BooksStage,
) -> None:
    stage.accept(Role(AUTHOR, RoleName.OPERATOR))
    stage.accept(Role(READER, RoleName.EDITOR, by=AUTHOR))
    stage.accept(Vouch(READER, OTHER))
    with takeout.as_of_now():
        given = [act.fields for act in takeout.acts(AUTHOR) if act.act == "role"]
        vouched = [act.fields for act in takeout.acts(READER) if act.act == "vouch"]
    assert given == [{"by": AUTHOR, "granted": True, "role": "editor"}]
    assert vouched == [{"member": READER, "other": OTHER}]


def test_of_a_kind_of_act_nothing_is_told_but_what_the_member_said_themselves() -> None:
    others = {"importer", "marks", "members", "other", "to"}
    asked = {name: rule for name, rule in RULES_BY_NAME.items() if rule.actor_field}
    for name, rule in asked.items():
        hidden = others if rule.actor_field == "member" else others | {"member"}
        assert name in takeout.PUBLIC or not takeout.own_fields(name) & hidden, name


def add(first: int, rows: int) -> None:
    """Add as many openings of readings to the books, each with an entry."""
    with connections["books"].cursor() as cursor:
        cursor.executemany(
            POSTING,
            [
                (
                    *(seq, READER, f"k{seq}", f'{{"session":"s{seq}"}}'),
                    *(f'{{"session":"s{seq}","quote":1}}', seq),
                )
                for seq in range(first, first + rows)
            ],
        )
        cursor.executemany(ENTRY, [(seq, READER) for seq in range(first, first + rows)])


def peak_bytes() -> int:
    """Return how much memory it takes to read everything, one row after the other."""

    def everything() -> Iterator[object]:
        for read in (takeout.acts, takeout.entries, takeout.sessions):
            yield from read(READER)

    with takeout.as_of_now():
        deque(everything(), maxlen=0)
        tracemalloc.start()
        deque(everything(), maxlen=0)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


def test_a_member_with_twenty_times_as_much_takes_no_more_memory(
    stage: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "AT_ONCE", 50)
    add(1_000, FEW)
    few = peak_bytes()
    add(1_000 + FEW, MANY - FEW)
    assert len(sessions()) == MANY
    assert peak_bytes() < 2 * few
