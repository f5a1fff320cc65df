"""Open: a reading session starts and its quote is set aside."""

import pytest

from tests.core.stage import AUTHOR, CRITIC, NOBODY, READER, Stage
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.reading import Session


def test_the_quote_is_set_aside_for_the_reader(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.do(Open(READER, ArticleId(1), SessionId("s")))
    assert outcome.transfers == (("lane:1:open", "reserved:2", 8),)
    assert outcome.lines == ()
    assert outcome.answer == {"quote": 8, "lane": "open", "session": "s"}


def test_a_new_session_ends_the_old_one_and_its_lane_has_the_quote_back(stage: Stage) -> None:
    stage.publish(ArticleId(1), reviewed=True)
    stage.publish(ArticleId(2), reviewed=True)
    stage.open(READER, ArticleId(1))
    assert stage.moves(Open(READER, ArticleId(2), SessionId("new"))) == [
        ("reserved:2", "lane:1:open", 8),
        ("lane:2:open", "reserved:2", 7),
    ]
    assert stage.balance("lane:1:open") == 652


def test_opening_the_same_article_again_quotes_from_the_whole_lane(stage: Stage) -> None:
    stage.publish(reviewed=True)
    assert stage.open() == 8
    stage.wait(3600 * 24)
    assert stage.open() == 16
    assert stage.balance("lane:1:open") == 636


def test_what_others_have_reserved_lowers_the_next_quote(
    stage: Stage,
) -> None:
    stage.publish()
    assert stage.balance("lane:1:open") == 19
    members = [MemberId(100 + number) for number in range(11)]
    for member in members:
        stage.do(Join(member, level=20))
    assert [stage.open(member) for member in members] == [1] * 9 + [0, 0]
    stage.wait(60)
    stage.do(Done(members[0], SessionId(f"s{stage.serial - 10}")))
    assert stage.open(READER) == 1


def test_an_author_is_not_paid_for_reading_himself(stage: Stage) -> None:
    stage.publish()
    assert stage.refusal(Open(AUTHOR, ArticleId(1), SessionId("s"))) == "OWN_ARTICLE"


def test_who_has_rated_does_not_open_again_and_who_is_done_may(stage: Stage) -> None:
    stage.publish()
    stage.plus(READER)
    stage.done(CRITIC)
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s"))) == "ALREADY_RATED"
    stage.open(CRITIC)


@pytest.mark.parametrize(("level", "opens"), [(1, 10), (4, 14), (40, 50)])
def test_sessions_a_day_are_twice_the_pluses(stage: Stage, level: int, opens: int) -> None:
    stage.publish()
    stage.stand(READER, level_fixed=level)
    for _ in range(opens):
        stage.open()
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("one-more"))) == "OPENS_SPENT"
    stage.next_day()
    stage.open()


def test_with_the_gates_off_nobody_counts_sessions(free: Stage) -> None:
    free.publish()
    free.stand(READER, level_fixed=1)
    for _ in range(12):
        free.open()


def test_a_lane_with_nothing_left_is_opened_all_the_same(stage: Stage) -> None:
    stage.publish()
    stage.next_day(14)
    assert stage.balance("lane:1:open") == 0
    outcome = stage.do(Open(READER, ArticleId(1), SessionId("s")))
    assert outcome.transfers == ()
    assert outcome.answer["quote"] == 0


def test_an_article_taken_back_is_not_opened(stage: Stage) -> None:
    stage.publish()
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s"))) == "ARTICLE_UNDONE"


def test_a_session_has_a_number_of_its_own(stage: Stage) -> None:
    stage.publish()
    assert stage.refusal(Open(READER, ArticleId(1), SessionId(""))) == "MALFORMED"
    stage.do(Open(READER, ArticleId(1), SessionId("s")))
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s"))) == "SESSION_USED"


def test_who_or_what_is_unknown_is_not_opened(stage: Stage) -> None:
    stage.publish()
    assert stage.refusal(Open(MemberId(NOBODY), ArticleId(1), SessionId("s"))) == "UNKNOWN_MEMBER"
    assert stage.refusal(Open(READER, ArticleId(2), SessionId("s"))) == "UNKNOWN_ARTICLE"


def test_nothing_is_opened_between_the_days(stage: Stage) -> None:
    stage.publish()
    stage.close_day()
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("s"))) == "DAY_CLOSED"


def test_a_session_lives_across_midnight(stage: Stage) -> None:
    stage.publish(reviewed=True)
    stage.open()
    stage.close_day()
    stage.wait(60)
    stage.open_day()
    assert stage.moves(Plus(READER, SessionId(stage.session)))[0] == (
        "reserved:2",
        "vesting:2:2026-01-02",
        8,
    )


def test_each_member_has_one_session(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2))
    stage.open(READER, ArticleId(1))
    stage.open(READER, ArticleId(2))
    stage.open(CRITIC, ArticleId(1))
    live = [row for row in stage.world.records[Session].values() if getattr(row, "live", False)]
    assert sorted((row.member, row.article) for row in live if isinstance(row, Session)) == [
        (READER, 2),
        (CRITIC, 1),
    ]
