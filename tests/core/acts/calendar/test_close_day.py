"""Close day: which amounts return, and when."""

from tests.core.stage import AUTHOR, READER, Stage, publish, staged
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, ReportId, SessionId
from tweipress.core.records.books import Day
from tweipress.core.records.pnl import ReportScope
from tweipress.core.tariff import override


def lanes(stage: Stage) -> tuple[int, int]:
    """Return what the two lanes of article 1 hold."""
    return stage.balance("lane:1:open"), stage.balance("lane:1:trusted")


def test_what_the_day_had_left_goes_back_to_the_pool(stage: Stage) -> None:
    assert stage.moves(CloseDay()) == [
        ("day:read", "pool", 16_000),
        ("day:comments", "pool", 4_000),
    ]
    day = stage.world.get(Day, 0)
    assert day is not None
    assert day.pool_at_close_twei == 1_000_000


def test_lanes_stay_whole_at_the_first_close_and_lose_a_quarter_from_the_second(
    stage: Stage,
) -> None:
    stage.publish(reviewed=True)
    stage.next_day()
    assert lanes(stage) == (652, 978)
    stage.next_day()
    assert lanes(stage) == (489, 734)
    stage.next_day()
    assert lanes(stage) == (367, 551)


def test_the_fourteenth_close_empties_the_lanes_and_the_review_bond_comes_home(
    stage: Stage,
) -> None:
    stage.publish(reviewed=True)
    stage.next_day(13)
    assert min(lanes(stage)) > 0
    assert stage.balance("review:1") == 200
    available_twei = stage.balance("available:1")
    stage.next_day()
    assert lanes(stage) == (0, 0)
    assert stage.balance("review:1") == 0
    assert stage.balance("available:1") == available_twei + 200


def test_what_comes_back_to_a_closed_lane_can_be_quoted_until_the_next_close(
    free: Stage,
) -> None:
    free.publish(reviewed=True)
    assert free.open(READER) == 8
    free.next_day(14)
    free.do(Expire(READER, SessionId(free.session)))
    assert lanes(free) == (8, 0)
    assert free.open(READER) == 1
    free.do(Expire(READER, SessionId(free.session)))
    free.next_day()
    assert lanes(free) == (0, 0)


def test_articles_age_each_by_their_own_day(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.next_day()
    stage.publish(ArticleId(2))
    stage.next_day()
    assert lanes(stage) == (15, 22)
    assert stage.balance("lane:2:open") == 19


def test_an_article_taken_back_still_returns_its_review_bond(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    stage.next_day(13)
    assert stage.balance("review:1") == 200
    stage.next_day()
    assert stage.balance("review:1") == 0


def test_a_tariff_may_close_lanes_at_once() -> None:
    stage = staged(tariff=override({"lane_close_day": 1}))
    stage.publish()
    stage.close_day()
    assert lanes(stage) == (0, 0)


def test_a_day_is_closed_once_and_then_only_deposits_are_accepted(stage: Stage) -> None:
    stage.publish()
    stage.close_day()
    assert stage.refusal(CloseDay()) == "DAY_CLOSED"
    for act in (
        publish(ArticleId(2)),
        Open(READER, ArticleId(1), SessionId("s")),
        Plus(READER, SessionId("s")),
        Minus(READER, SessionId("s")),
        Done(READER, SessionId("s")),
        Expire(READER, SessionId("s")),
        Comment(READER, ArticleId(1), CommentId(1)),
        Like(READER, CommentId(1)),
        Dislike(READER, CommentId(1), "why"),
        Settle(CommentId(1)),
        Report(AUTHOR, ArticleId(1), ReportScope.MINE, ReportId("r")),
        RemoveComment(AUTHOR, CommentId(1), "why"),
        UndoArticle(AUTHOR, ArticleId(1), "why"),
        Grade(((READER, 1, 1),)),
        Role(READER, roles.Role.EDITOR),
    ):
        assert stage.refusal(act) == "DAY_CLOSED"
    stage.give(READER, 1)
