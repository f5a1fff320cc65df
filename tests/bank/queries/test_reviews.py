"""Reviews through a teller: the calendar draws juries, and the audit draws them again."""

import pytest

from tests.bank.audit.test_audit import findings, forge
from tests.core.stage import FIRST_ARTICLE
from tests.plans import watched
from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.draws import seed
from tweipress.core import roles
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.acts.reviews.verdict import Verdict
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, SessionId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.review import ReviewState, VerdictKind
from tweipress.core.tariff import default

AUTHOR, READER = map(MemberId, (1, 2))
JURORS = tuple(range(20, 43))
ANSWER_S = 259_200


@pytest.fixture
def court(books: BooksStage) -> BooksStage:
    """Let more members than are needed reach LVL 25, and an author ask for a review."""
    books.member(AUTHOR, 500)
    books.member(READER, 500)
    books.accept(Role(AUTHOR, roles.Role.CONTRIBUTOR))
    for juror in JURORS:
        books.member(juror)
    for _ in range(29):
        books.accept(Grade(tuple((juror, 0, 200) for juror in JURORS)))
        books.next_day()
    ask(books, ArticleId(1))
    books.tick()
    return books


def ask(books: BooksStage, article: ArticleId) -> None:
    """Ask for a review."""
    books.accept(AskReview(AUTHOR, article, f"digest {article}", 180, 700, 5))


def sitting(article: ArticleId = FIRST_ARTICLE) -> list[int]:
    """Return whose verdict is waited for."""
    shown = queries.review(article)
    assert shown is not None
    return [seat.member for seat in shown.seats if not seat.verdict]


def test_a_jury_is_drawn_once_and_again_when_it_was_silent(court: BooksStage) -> None:
    first = sitting()
    assert len(first) == 3
    assert court.tick() == 0
    court.accept(Verdict(MemberId(first[0]), ArticleId(1), True, "sound"))
    court.clock.advance(ANSWER_S)
    court.tick()
    shown = queries.review(ArticleId(1))
    assert shown is not None
    assert [seat.verdict for seat in shown.seats[1:3]] == [VerdictKind.LATE, VerdictKind.LATE]
    assert len(sitting()) == 2
    assert findings() == []


def test_a_whole_review_replays(court: BooksStage) -> None:
    for juror in sitting()[:2]:
        court.accept(Verdict(MemberId(juror), ArticleId(1), True, "sound"))
    shown = queries.review(ArticleId(1))
    assert shown is not None
    assert (shown.review.state, shown.bond_twei) == (ReviewState.APPROVED, 200)
    court.accept(Publish(AUTHOR, ArticleId(1), 180, 700, 5, reviewed=True))
    court.accept(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert queries.bonds_at_stake([AUTHOR]) == {AUTHOR: [1]}
    court.accept(Flag(FlagId(1), AUTHOR, FlagReason.REVIEW_FRAUD, "by hand", 1, "digest"))
    court.accept(HoldBond(FlagId(1), ArticleId(1), "invented"))
    assert queries.bonds_at_stake([AUTHOR]) == {}
    ask(court, ArticleId(2))
    court.accept(WithdrawReview(AUTHOR, ArticleId(2)))
    court.next_day(4)
    ask(court, ArticleId(3))
    court.accept(DecideReview(ArticleId(3), False, "thin"))
    assert queries.rest(AUTHOR) == queries.Rest(2, 6 * 86_400, 12 * 86_400)
    for article, repeats in ((11, 1), (12, 0)):
        court.accept(Publish(AUTHOR, ArticleId(article), 180, 700, 5, repeats=ArticleId(repeats)))
        court.next_day()
    assert [repeat.article for repeat in queries.waiting_repeats(9)] == [11]
    court.accept(FindRepeat(ArticleId(11), ArticleId(12), digest="edited"))
    court.accept(ClearRepeat(ArticleId(11), "a new edition", digest="edited"))
    court.accept(FindRepeat(ArticleId(12), ArticleId(11)))
    court.next_day(10)
    assert findings() == []
    standing = queries.standing(AUTHOR)
    assert standing is not None
    assert (standing.available_twei, standing.held_twei) == (500 - 3 * 50 - 200, 0)


def test_a_draw_with_another_seed_than_its_ask_is_found(court: BooksStage) -> None:
    ask(court, ArticleId(2))
    court.accept(DrawJury(ArticleId(2), "chosen"))
    assert any("its seed is not the hash" in told for told in findings())


def test_a_jury_that_was_not_drawn_is_found(court: BooksStage) -> None:
    forge("UPDATE bank_posting SET answer = '{\"jurors\":\"20 21 22\"}' WHERE act = 'draw_jury'")
    assert any("its answer is" in told for told in findings())


def test_a_bond_under_review_is_the_authors(court: BooksStage) -> None:
    standing = queries.standing(AUTHOR)
    assert standing is not None
    assert (standing.available_twei, standing.bonded_twei) == (300, 200)
    assert findings() == []


def test_both_worlds_know_the_same_jurors_and_votes(court: BooksStage) -> None:
    court.accept(Ban(MemberId(JURORS[0]), "spam"))
    court.accept(Flag(FlagId(1), MemberId(JURORS[1]), FlagReason.EVEN_PACE, "spread", 1, "digest"))
    court.accept(Publish(AUTHOR, ArticleId(9), 180, 700, 5))
    court.accept(Role(READER, roles.Role.CONTRIBUTOR))
    court.accept(Open(READER, ArticleId(9), SessionId("s")))
    court.clock.advance(60)
    court.accept(Done(READER, SessionId("s"), 5))
    court.accept(Comment(AUTHOR, ArticleId(9), CommentId(1)))
    court.accept(Like(READER, CommentId(1)))
    world = StoredWorld(Connection(is_own=False))
    assert list(world.members_from(5760, 25)) == list(JURORS[2:])
    assert list(world.members_from(5801, 25)) == []
    voted_ms = court.clock.now_ms()
    for pair in ((AUTHOR, READER), (READER, AUTHOR)):
        assert world.voted_between(*pair, voted_ms)
        assert not world.voted_between(*pair, voted_ms + 1)
    assert not world.voted_between(AUTHOR, MemberId(JURORS[3]), 0)


def test_jurors_votes_and_seeds_are_found_by_index(court: BooksStage) -> None:
    connection = Connection(is_own=False)
    world = StoredWorld(connection)
    with watched() as plans:
        world.members_from(5760, default().juror_level)
        world.voted_between(AUTHOR, READER, 0)
        assert world.reviews_by(AUTHOR)
        assert seed(connection, ArticleId(1))[1]
        court.service.calendar.tick()
        assert plans.whole_tables() == set()
