"""The calendar works in portions, and no kind of work keeps another waiting."""

import threading
import time

import pytest

from harness.process import PATIENCE_S
from tests.scratch_books import BooksStage
from tweipress import bank
from tweipress.bank import queries
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller import calendar
from tweipress.core import roles
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.outcome import Refused

AUTHOR, READER, COMMENTER, CRITIC, EDITOR, OUTSIDER = map(MemberId, range(1, 7))
READERS = (READER, COMMENTER, CRITIC)


@pytest.fixture
def paper(books: BooksStage) -> BooksStage:
    """Publish a short and a long article; three readers earn something with the short one."""
    for member in (AUTHOR, EDITOR, *READERS):
        books.member(member, 500)
        books.accept(Role(MemberId(member), roles.Role.EDITOR))
    books.reviewed(AUTHOR, ArticleId(1), 180, 700, 5)
    books.reviewed(EDITOR, ArticleId(2), 3600, 14_000, 5)
    for member in READERS:
        books.accept(Open(MemberId(member), ArticleId(1), SessionId(f"s{member}")))
        books.clock.advance(60)
        books.accept(Plus(MemberId(member), SessionId(f"s{member}"), 5))
    return books


def vesting_twei() -> list[int]:
    """Return what vests of each reader."""
    standings = map(queries.standing, READERS)
    return [standing.vesting_twei for standing in standings if standing is not None]


def test_a_member_with_several_matured_buckets_gets_them_all_in_portions(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "BUCKETS_AN_ACT", 1)
    monkeypatch.setattr(calendar, "MATURITIES_AT_ONCE", 2)
    assert min(vesting_twei()) > 0
    paper.next_day(14)
    paper.clock.advance(86_400)
    paper.tick()
    assert sum(twei == 0 for twei in vesting_twei()) == 2 - 1  # the author's was the first
    paper.tick()
    assert vesting_twei() == [0, 0, 0]


def test_many_maturities_keep_no_settlement_waiting(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.next_day(12)
    paper.accept(Comment(COMMENTER, ArticleId(1), CommentId(1)))
    monkeypatch.setattr(calendar, "BUCKETS_AN_ACT", 1)
    monkeypatch.setattr(calendar, "MATURITIES_AT_ONCE", 1)
    paper.clock.advance(3 * 86_400)
    paper.tick()
    assert max(vesting_twei()) > 0
    assert queries.comments([CommentId(1)], None)[CommentId(1)].ended == "settled"


def test_sessions_that_still_live_keep_none_alive_that_is_over(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.accept(Open(COMMENTER, ArticleId(2), SessionId("long")))
    paper.accept(Open(CRITIC, ArticleId(2), SessionId("long too")))
    paper.clock.advance(1)
    paper.member(OUTSIDER)
    paper.accept(Open(OUTSIDER, ArticleId(1), SessionId("short")))
    monkeypatch.setattr(calendar, "AT_ONCE", 1)
    paper.clock.advance(1000)
    assert paper.tick() == 1
    assert queries.session(OUTSIDER) is None
    assert queries.session(COMMENTER) is not None


def test_a_session_ends_a_moment_after_its_time_and_not_before(paper: BooksStage) -> None:
    paper.accept(Open(COMMENTER, ArticleId(2), SessionId("long")))
    paper.clock.advance(4 * 3600)
    assert paper.tick() == 0
    paper.clock.advance(0.001)
    assert paper.tick() == 1


def acts_posted() -> list[str]:
    """Return the acts of the journal, in order."""
    rows = Connection(is_own=False).rows("SELECT act FROM bank_posting ORDER BY seq")
    return [str(act) for (act,) in rows]


def lanes_twei() -> list[tuple[str, int]]:
    """Return what each lane holds."""
    sql = "SELECT name, balance_twei FROM bank_account WHERE kind = 'lane' ORDER BY name"
    return [(name, twei) for name, twei in Connection(is_own=False).rows(sql)]


def test_a_day_of_many_articles_closes_in_portions_each_lane_once(
    paper: BooksStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "ARTICLES_AN_ACT", 1)
    paper.next_day()
    before = lanes_twei()
    paper.next_day()
    assert acts_posted()[-3:] == ["return_lanes", "close_day", "open_day"]
    assert lanes_twei() == [(name, twei - twei // 4) for name, twei in before]
    assert queries.books_overview().is_open


def test_nobody_finds_the_books_closed_at_midnight(books: BooksStage) -> None:
    books.member(READER)
    ended = threading.Event()
    answers: list[bank.Answer] = []

    def call() -> None:
        while not ended.is_set():
            answers.append(books.do(Role(READER, roles.Role.EDITOR)))

    callers = [threading.Thread(target=call) for _ in range(4)]
    for caller in callers:
        caller.start()
    while not answers:
        time.sleep(0.01)
    books.next_day(10)
    ended.set()
    for caller in callers:
        caller.join(PATIENCE_S)
        assert not caller.is_alive()
    assert {answer.name for answer in answers if isinstance(answer, Refused)} == set()
