"""Clear repeat: an editor lets an article be paid that repeats another."""

from tests.core.stage import AUTHOR, EDITOR, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId
from tweipress.core.records.repeat import Repeat, RepeatState


def test_from_then_on_it_pays_what_its_lanes_hold(stage: Stage) -> None:
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.publish(ArticleId(2), repeats=1)
    assert stage.moves(ClearRepeat(ArticleId(2), "a new edition", EDITOR, "read")) == []
    assert stage.world.get(Repeat, 2) == Repeat(
        ArticleId(2),
        ArticleId(1),
        stage.now_ms,
        RepeatState.CLEARED,
        EDITOR,
        stage.now_ms,
        "a new edition",
        "read",
    )
    assert stage.open(READER, ArticleId(2)) > 0


def test_it_can_be_found_again(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2), repeats=1)
    stage.do(ClearRepeat(ArticleId(2), "a new edition"))
    stage.do(FindRepeat(ArticleId(2), ArticleId(1)))
    assert stage.open(READER, ArticleId(2)) == 0


def test_what_was_changed_while_it_waited_is_cleared_by_who_has_read_it(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2), repeats=1)
    stage.publish(ArticleId(3))
    found_ms = stage.now_ms
    stage.wait(60)
    stage.do(FindRepeat(ArticleId(2), ArticleId(3), digest="new"))
    assert stage.world.get(Repeat, 2) == Repeat(ArticleId(2), ArticleId(3), found_ms, digest="new")
    for read in ("", "old"):
        assert stage.refusal(ClearRepeat(ArticleId(2), "why", digest=read)) == "REPEAT_CHANGED"
    assert stage.open(READER, ArticleId(2)) == 0
    stage.do(ClearRepeat(ArticleId(2), "why", digest="new"))
    stage.do(FindRepeat(ArticleId(2), ArticleId(1), digest="new"))
    assert stage.refusal(FindRepeat(ArticleId(2), ArticleId(1), digest="new")) == "ALREADY_FOUND"
    assert stage.refusal(FindRepeat(ArticleId(2), ArticleId(1))) == "ALREADY_FOUND"


def test_nobody_clears_his_own_or_without_the_right_or_a_reason_or_twice(stage: Stage) -> None:
    stage.publish(ArticleId(1))
    stage.publish(ArticleId(2), repeats=1)
    assert stage.refusal(ClearRepeat(ArticleId(2), "mine", AUTHOR)) == "ROLE_MISSING"
    stage.do(Role(AUTHOR, roles.Role.EDITOR))
    assert stage.refusal(ClearRepeat(ArticleId(2), "mine", AUTHOR)) == "OWN_CASE"
    assert stage.refusal(ClearRepeat(ArticleId(2), " ")) == "REASON_MISSING"
    for article in (1, 3):
        assert stage.refusal(ClearRepeat(ArticleId(article), "why")) == "UNKNOWN_ARTICLE"
    stage.do(ClearRepeat(ArticleId(2), "a new edition"))
    assert stage.refusal(ClearRepeat(ArticleId(2), "again")) == "NOT_REPEATING"
