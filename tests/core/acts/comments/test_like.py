"""Like: the comment's own pot pays, while it lasts."""

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    NOBODY,
    OUTSIDER,
    READER,
    Stage,
    staged,
)
from tweipress.core import roles
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.tariff import override

TODAY = "2026-01-01"


def commented(stage: Stage, writer: MemberId = COMMENTER) -> Stage:
    """Return the stage with comment 1 on article 1."""
    stage.publish()
    stage.comment(CommentId(1), writer)
    return stage


def test_commenter_author_and_liker_are_paid_in_this_order(free: Stage) -> None:
    outcome = commented(free).like()
    assert outcome.transfers == (
        ("pot:1", f"vesting:7:{TODAY}", 2),
        ("pot:1", f"vesting:1:{TODAY}", 2),
        ("pot:1", f"vesting:2:{TODAY}", 1),
    )
    assert free.shown(outcome) == [
        (COMMENTER, "Likes Commenter", 2),
        (AUTHOR, "Likes Author", 2),
        (READER, "Likes Own", 1),
    ]


def test_an_author_who_likes_gives_his_own_share_to_the_pool(free: Stage) -> None:
    outcome = commented(free).like(AUTHOR)
    assert outcome.transfers == (
        ("pot:1", f"vesting:7:{TODAY}", 2),
        ("pot:1", f"vesting:1:{TODAY}", 2),
        ("pot:1", "pool", 1),
    )
    assert free.shown(outcome) == [
        (COMMENTER, "Likes Commenter", 2),
        (AUTHOR, "Likes Author", 2),
    ]


def test_an_author_who_wrote_the_comment_is_paid_as_both(free: Stage) -> None:
    outcome = commented(free, AUTHOR).like()
    assert free.shown(outcome) == [
        (AUTHOR, "Likes Commenter", 2),
        (AUTHOR, "Likes Author", 2),
        (READER, "Likes Own", 1),
    ]


@pytest.mark.parametrize(
    ("tribute", "fifth"),
    [(27, [1]), (28, [2]), (29, [2, 1]), (25, [])],
)
def test_the_last_like_takes_what_is_left_of_the_pot(tribute: int, fifth: list[int]) -> None:
    stage = commented(staged(gates=False, tariff=override({"comment_twei": tribute})))
    for member in (READER, CRITIC, BOT, MODERATOR):
        stage.like(member)
    assert [move.amount_twei for move in stage.like(OUTSIDER).transfers] == fifth
    assert stage.balance("pot:1") == 0


def test_a_like_on_an_empty_pot_counts_and_pays_nobody(free: Stage) -> None:
    commented(free)
    for member in (READER, CRITIC, BOT, MODERATOR):
        free.like(member)
    outcome = free.like(OUTSIDER)
    assert not outcome.transfers
    assert not outcome.lines
    assert free.refusal(Like(OUTSIDER, CommentId(1))) == "ALREADY_VOTED"
    assert free.like(AUTHOR).transfers == ()


def test_nobody_votes_on_his_own_comment(free: Stage) -> None:
    commented(free)
    assert free.refusal(Like(COMMENTER, CommentId(1))) == "OWN_COMMENT"


def test_one_vote_a_member_and_comment_of_either_kind(free: Stage) -> None:
    commented(free).like()
    assert free.refusal(Like(READER, CommentId(1))) == "ALREADY_VOTED"
    assert free.refusal(Dislike(READER, CommentId(1), "why")) == "ALREADY_VOTED"


def test_votes_end_with_settlement_and_removal(free: Stage) -> None:
    commented(free)
    free.comment(CommentId(2))
    free.do(Settle(CommentId(1)))
    free.do(Role(MODERATOR, roles.Role.MODERATOR))
    free.do(RemoveComment(MODERATOR, CommentId(2), "spam"))
    assert free.refusal(Like(READER, CommentId(1))) == "ALREADY_SETTLED"
    assert free.refusal(Like(READER, CommentId(2))) == "ALREADY_SETTLED"


def test_liking_is_open_from_level_5_and_lifted_by_a_role(real: Stage) -> None:
    real.publish()
    real.done(COMMENTER)
    real.done(READER)
    real.comment()
    real.stand(READER, xp_trust=0)
    assert real.refusal(Like(READER, CommentId(1))) == "LEVEL_TOO_LOW"
    real.do(Role(READER, roles.Role.CONTRIBUTOR))
    real.like()


def test_only_readers_and_the_author_vote(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.comment()
    assert stage.refusal(Like(READER, CommentId(1))) == "NOT_READ"
    stage.like(AUTHOR)
    stage.done(READER)
    stage.like(READER)


@pytest.mark.parametrize(("level", "quota"), [(5, 6), (7, 6), (8, 7)])
def test_likes_a_day_are_five_and_one_for_every_four_levels(
    stage: Stage, level: int, quota: int
) -> None:
    stage.publish()
    for writer in (COMMENTER, EDITOR, READER):
        stage.done(writer)
    for comment in range(1, quota + 2):
        stage.comment(CommentId(comment), (COMMENTER, EDITOR)[comment % 2])
    stage.stand(READER, level_fixed=level)
    for comment in range(1, quota + 1):
        stage.like(READER, CommentId(comment))
    assert stage.refusal(Like(READER, CommentId(quota + 1))) == "LIKES_SPENT"
    stage.next_day()
    stage.like(READER, CommentId(quota + 1))


def test_who_or_what_is_unknown_has_no_vote(free: Stage) -> None:
    commented(free)
    assert free.refusal(Like(MemberId(NOBODY), CommentId(1))) == "UNKNOWN_MEMBER"
    assert free.refusal(Like(READER, CommentId(2))) == "UNKNOWN_COMMENT"


def test_comments_on_an_article_taken_back_get_no_votes(free: Stage) -> None:
    commented(free).do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    assert free.refusal(Like(READER, CommentId(1))) == "ARTICLE_UNDONE"
