"""Comment: the bond first, then the tribute: rake and pot."""

import pytest

from tests.core.stage import AUTHOR, COMMENTER, NOBODY, READER, Stage, staged
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.tariff import override


def test_a_comment_costs_15_and_a_bond_of_10(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    outcome = stage.comment()
    assert outcome.transfers == (
        ("available:7", "bond:1", 10),
        ("available:7", "pool", 3),
        ("available:7", "pot:1", 12),
    )
    assert stage.shown(outcome) == [(COMMENTER, "Comment Tributes", 15)]


@pytest.mark.parametrize(("tribute", "rake"), [(1, 1), (4, 1), (5, 1), (6, 2), (25, 5), (26, 6)])
def test_the_rake_is_rounded_up(tribute: int, rake: int) -> None:
    stage = staged(gates=False, tariff=override({"comment_twei": tribute}))
    stage.publish()
    pool_twei = stage.balance("pool")
    stage.comment()
    assert stage.balance("pool") - pool_twei == rake
    assert stage.balance("pot:1") == tribute - rake


def test_the_bond_comes_from_what_is_available_alone() -> None:
    stage = staged(gates=False, member_twei=9)
    stage.give(AUTHOR, 50)
    stage.publish()
    stage.vest(COMMENTER, "2026-01-01", 100)
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1))) == "AVAILABLE_SHORT"
    stage.give(COMMENTER, 1)
    assert stage.comment().transfers == (
        ("available:7", "bond:1", 10),
        ("vesting:7:2026-01-01", "pool", 3),
        ("vesting:7:2026-01-01", "pot:1", 12),
    )


def test_bond_and_tribute_must_both_be_there() -> None:
    stage = staged(gates=False, member_twei=10)
    stage.give(AUTHOR, 50)
    stage.publish()
    stage.vest(COMMENTER, "2026-01-01", 14)
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1))) == "FUNDS_SHORT"
    stage.vest(COMMENTER, "2026-01-01", 1)
    stage.comment()
    assert stage.balance("vesting:7:2026-01-01") == stage.balance("available:7") == 0


def test_commenting_is_open_from_level_13(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.stand(COMMENTER, level_fixed=12)
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1))) == "LEVEL_TOO_LOW"
    stage.stand(COMMENTER, level_fixed=13)
    stage.comment()


def test_only_readers_and_the_author_comment(stage: Stage) -> None:
    stage.publish()
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1))) == "NOT_READ"
    stage.open(COMMENTER)
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1))) == "NOT_READ"
    stage.plus(COMMENTER)
    stage.comment(CommentId(1), COMMENTER)
    stage.comment(CommentId(2), AUTHOR)


@pytest.mark.parametrize(("level", "quota"), [(13, 4), (19, 4), (20, 5)])
def test_comments_a_day_are_three_and_one_for_every_ten_levels(
    stage: Stage, level: int, quota: int
) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.stand(COMMENTER, level_fixed=level)
    for comment in range(1, quota + 1):
        stage.comment(CommentId(comment))
    assert stage.refusal(Comment(COMMENTER, ArticleId(1), CommentId(99))) == "COMMENTS_SPENT"
    stage.next_day()
    stage.comment(CommentId(99))


def test_a_number_is_written_once_and_is_above_0(free: Stage) -> None:
    free.publish()
    free.comment()
    assert free.refusal(Comment(READER, ArticleId(1), CommentId(1))) == "ALREADY_WRITTEN"
    assert free.refusal(Comment(READER, ArticleId(1), CommentId(0))) == "MALFORMED"


def test_who_or_what_is_unknown_gets_no_comment(free: Stage) -> None:
    free.publish()
    assert free.refusal(Comment(MemberId(NOBODY), ArticleId(1), CommentId(1))) == "UNKNOWN_MEMBER"
    assert free.refusal(Comment(READER, ArticleId(2), CommentId(1))) == "UNKNOWN_ARTICLE"


def test_an_article_taken_back_is_not_discussed(free: Stage) -> None:
    free.publish()
    free.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert free.refusal(Comment(READER, ArticleId(1), CommentId(1))) == "ARTICLE_UNDONE"


def test_an_imported_comment_lifts_the_gates_and_not_the_price(real: Stage) -> None:
    real.publish()
    real.stand(COMMENTER, xp_trust=0)
    assert real.refusal(Comment(COMMENTER, ArticleId(1), CommentId(1), READER)) == "ROLE_MISSING"
    real.do(Role(READER, roles.Role.OPERATOR))
    for comment in range(1, 6):
        real.do(Comment(COMMENTER, ArticleId(1), CommentId(comment), READER))
    assert real.balance("available:7") == 1000 - 5 * 25
    assert real.member(COMMENTER).comments == 0
