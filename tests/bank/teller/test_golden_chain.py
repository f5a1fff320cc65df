"""What a teller writes is the same to the byte, however fast: postings, their chain, every row."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from harness.reviewed import reviewed
from tweipress.bank.clock import ManualClock
from tweipress.bank.scratch import ScratchBank, scratch_alias
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.tables import BALANCES, ENTRIES, POSTINGS, TABLES, Table
from tweipress.bank.teller.batch import read_head
from tweipress.bank.teller.teller import Teller
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff, default
from tweipress.simulate.run import run

pytestmark = pytest.mark.scratch_books

STORIES = Path(__file__).parents[2] / "stories"
CHAINS = [
    line.split() for line in (STORIES / "chains.txt").read_text(encoding="ascii").splitlines()
]
"""A story, the hash of its last posting, which covers all before it, and the digest of its rows."""
AUTHOR, READER, CRITIC, COMMENTER = map(MemberId, (1, 2, 3, 4))


@pytest.fixture(autouse=True)
def databases(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let these tests reach databases: each makes one of its own, and drops it."""
    with django_db_blocker.unblock():
        yield


def rows_of(connection: Connection) -> dict[str, str]:
    """Return a digest of every table's rows, the same on both databases."""
    tables: list[Table] = [POSTINGS, ENTRIES, BALANCES, *TABLES.values()]
    return {table.name: _digest(connection, table) for table in tables}


def _digest(connection: Connection, table: Table) -> str:
    rows = connection.rows(f"SELECT {', '.join(table.columns)} FROM {table.name}")  # noqa: S608  # names of our own tables
    record = getattr(table, "record", None)
    listed = sorted(repr(record(row) if record else row) for row in rows)
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()


@pytest.mark.parametrize(("story", "chain", "rows"), CHAINS)
def test_a_story_ends_with_its_golden_chain_and_rows(story: str, chain: str, rows: str) -> None:
    lines = (STORIES / f"{story}.jsonl").read_text(encoding="utf-8").split("\n")
    with scratch_alias() as alias:
        opened: list[ScratchBank] = []

        def found_books(tariff: Tariff, gates: bool) -> ScratchBank:
            opened.append(ScratchBank(alias, tariff, gates))
            return opened[-1]

        run(lines, found_books)
        connection = Connection(alias)
        digest = hashlib.sha256(repr(rows_of(connection)).encode()).hexdigest()
        assert [read_head(connection).hash, digest] == [chain, rows]
        connection.close()
        opened[-1].close()


def played(alias: str, portions: Sequence[Sequence[tuple[Act, str]]]) -> dict[str, str]:
    """Let a teller do acts in portions, each together; return the rows' digests."""
    teller = Teller(alias, ManualClock(1_767_225_600_000))
    assert teller.lead()
    for portion in portions:
        refused = [answer for answer in teller.do_together(portion) if not hasattr(answer, "seq")]
        assert not refused
    teller.stop()
    connection = Connection(alias)
    digests = {**rows_of(connection), "head": read_head(connection).hash}
    connection.close()
    return digests


def scene() -> list[tuple[Act, str]]:
    """Return acts that change members, articles, lanes, readings, comments, votes and lines."""
    members = (AUTHOR, READER, CRITIC, COMMENTER)
    acts: list[Act] = [Found(default().canonical(), scenario=True, gates=False)]
    acts += [Deposit(MemberId(0), 600_000), OpenDay("2026-01-01")]
    acts += [Join(member, 20, True, 500) for member in members]
    acts += [Deposit(member, 2_000) for member in members]
    for number in map(ArticleId, (1, 2)):
        acts += reviewed(AUTHOR, number, 90, 700, 3)
        for reader in (READER, CRITIC, COMMENTER):
            session = SessionId(f'{reader}-{number} “é\\"')
            acts += [Open(reader, number, session), Plus(reader, session, 3, "digest")]
        acts.append(Comment(COMMENTER, number, CommentId(number)))
        acts += [Like(READER, CommentId(number)), Dislike(CRITIC, CommentId(number), "spam")]
        acts.append(Like(AUTHOR, CommentId(number)))
    return [(act, f'{place} “é\\"') for place, act in enumerate(acts)]


def test_a_batch_writes_what_its_acts_alone_would_write() -> None:
    acts = scene()
    with scratch_alias() as one, scratch_alias() as other, scratch_alias() as third:
        alone = played(one, [[act] for act in acts])
        assert alone == played(other, [acts])
        halves = [acts[:1], *(acts[start : start + 7] for start in range(1, len(acts), 7))]
        assert alone == played(third, halves)
