"""Dislike: paid to author and pool, and a fine from the comment's bond."""

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    OUTSIDER,
    READER,
    Stage,
    staged,
)
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.records.comment import Comment
from tweipress.core.tariff import override


def commented(stage: Stage, writer: MemberId = COMMENTER) -> Stage:
    """Return the stage with comment 1 on article 1."""
    stage.publish()
    stage.comment(CommentId(1), writer)
    return stage


def test_a_dislike_costs_four_and_fines_two(free: Stage) -> None:
    outcome = commented(free).dislike()
    assert outcome.transfers == (
        ("available:2", "vesting:1:2026-01-01", 2),
        ("available:2", "pool", 2),
        ("bond:1", "pool", 2),
    )
    assert free.shown(outcome) == [
        (READER, "Dislikes Own", 4),
        (AUTHOR, "Dislikes Author", 2),
        (COMMENTER, "Dislikes Commenter", 2),
    ]


def test_a_comment_counts_its_likes_and_dislikes(free: Stage) -> None:
    commented(free)
    free.dislike(READER)
    free.like(CRITIC)
    free.like(BOT)
    comment = free.world.get(Comment, 1)
    assert comment is not None
    assert (comment.likes, comment.dislikes) == (2, 1)


@pytest.mark.parametrize(("writer", "disliker"), [(COMMENTER, AUTHOR), (AUTHOR, READER)])
def test_no_author_earns_from_a_dislike_he_gave_or_got(
    free: Stage, writer: MemberId, disliker: int
) -> None:
    outcome = commented(free, writer).dislike(MemberId(disliker))
    assert [tuple(move) for move in outcome.transfers] == [
        (f"available:{disliker}", "pool", 4),
        ("bond:1", "pool", 2),
    ]
    assert free.shown(outcome) == [
        (disliker, "Dislikes Own", 4),
        (writer, "Dislikes Commenter", 2),
    ]


def test_the_fine_takes_from_the_bond_what_is_left_and_makes_no_debt() -> None:
    stage = commented(staged(gates=False, tariff=override({"comment_bond_twei": 5})))
    fines = []
    for member in (READER, CRITIC, BOT, MODERATOR):
        outcome = stage.dislike(member)
        fines.append(sum(move.amount_twei for move in outcome.transfers if move.debit == "bond:1"))
    assert fines == [2, 2, 1, 0]
    assert stage.lines(COMMENTER) == {"Comment Tributes": 15, "Dislikes Commenter": 5}


def test_the_price_must_be_there() -> None:
    stage = staged(gates=False, member_twei=3)
    stage.give(AUTHOR, 50)
    stage.give(COMMENTER, 25)
    commented(stage)
    assert stage.refusal(Dislike(READER, CommentId(1), "why")) == "FUNDS_SHORT"
    stage.give(READER, 1)
    stage.dislike()
    assert stage.balance("available:2") == 0


def test_the_price_is_paid_across_buckets_newest_first(free: Stage) -> None:
    commented(free)
    free.vest(READER, "2026-01-01", 3)
    free.next_day()
    free.vest(READER, "2026-01-02", 1)
    assert [tuple(move) for move in free.dislike().transfers[:-1]] == [
        ("vesting:2:2026-01-02", "vesting:1:2026-01-02", 1),
        ("vesting:2:2026-01-01", "vesting:1:2026-01-02", 1),
        ("vesting:2:2026-01-01", "pool", 2),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_a_dislike_has_a_reason(free: Stage, reason: str) -> None:
    assert commented(free).refusal(Dislike(READER, CommentId(1), reason)) == "REASON_MISSING"


def test_disliking_is_open_from_level_8(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.done(READER)
    stage.comment()
    stage.stand(READER, level_fixed=7)
    assert stage.refusal(Dislike(READER, CommentId(1), "why")) == "LEVEL_TOO_LOW"
    stage.stand(READER, level_fixed=8)
    stage.dislike()


def test_a_day_has_three_dislikes_at_any_level(stage: Stage) -> None:
    stage.publish()
    for member in (COMMENTER, EDITOR, OUTSIDER):
        stage.done(member)
    for comment in range(1, 5):
        stage.comment(CommentId(comment), (COMMENTER, EDITOR)[comment % 2])
    stage.stand(OUTSIDER, level_fixed=60)
    for comment in range(1, 4):
        stage.dislike(OUTSIDER, CommentId(comment))
    assert stage.refusal(Dislike(OUTSIDER, CommentId(4), "why")) == "DISLIKES_SPENT"
    stage.next_day()
    stage.dislike(OUTSIDER, CommentId(4))


def test_nobody_dislikes_twice_or_himself_or_after_settlement(free: Stage) -> None:
    commented(free).dislike()
    assert free.refusal(Dislike(READER, CommentId(1), "why")) == "ALREADY_VOTED"
    assert free.refusal(Like(READER, CommentId(1))) == "ALREADY_VOTED"
    assert free.refusal(Dislike(COMMENTER, CommentId(1), "why")) == "OWN_COMMENT"
    free.do(Settle(CommentId(1)))
    assert free.refusal(Dislike(CRITIC, CommentId(1), "why")) == "ALREADY_SETTLED"
