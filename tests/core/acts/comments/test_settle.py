"""Settle: bond, pot and reward."""

import pytest

from tests.core.stage import COMMENTER, CRITIC, DAY_S, READER, Stage, staged
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.rules.trust import comment_reward_twei
from tweipress.core.tariff import default, override


def commented(stage: Stage) -> Stage:
    """Return the stage with comment 1 on article 1."""
    stage.publish()
    stage.comment()
    return stage


def test_the_bond_comes_home_the_pot_goes_to_the_pool_and_trust_pays(free: Stage) -> None:
    commented(free)
    free.stand(READER, trust=900)
    free.like()
    free.next_day(3)
    outcome = free.do(Settle(CommentId(1)))
    assert outcome.transfers == (
        ("bond:1", "available:7", 10),
        ("pot:1", "pool", 7),
        ("day:comments", "vesting:7:2026-01-04", 10),
    )
    assert free.shown(outcome) == [(COMMENTER, "Comment Rewards", 10)]
    assert outcome.answer == {"reward": 10}


def test_a_comment_settles_at_72_hours_and_not_a_millisecond_before(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.comment()
    stage.wait(3 * DAY_S - 0.001)
    assert stage.refusal(Settle(CommentId(1))) == "TOO_YOUNG"
    stage.wait(0.001)
    stage.do(Settle(CommentId(1)))


def test_with_the_gates_off_it_settles_at_once(free: Stage) -> None:
    commented(free).do(Settle(CommentId(1)))


def test_a_comment_settles_once(free: Stage) -> None:
    commented(free).do(Settle(CommentId(1)))
    assert free.refusal(Settle(CommentId(1))) == "ALREADY_SETTLED"
    assert free.refusal(Settle(CommentId(2))) == "UNKNOWN_COMMENT"


def test_a_fined_bond_comes_home_as_what_is_left(free: Stage) -> None:
    commented(free).dislike()
    assert free.moves(Settle(CommentId(1)))[0] == ("bond:1", "available:7", 8)


def test_distrusted_comments_earn_nothing_and_owe_nothing(free: Stage) -> None:
    commented(free)
    free.stand(READER, trust=900)
    free.stand(CRITIC, trust=400)
    free.dislike(READER)
    free.like(CRITIC)
    outcome = free.do(Settle(CommentId(1)))
    assert outcome.inputs == {"weight_thousandths": -500}
    assert outcome.answer == {"reward": 0}
    assert outcome.lines == ()


def test_settlement_empties_what_was_empty_without_an_entry() -> None:
    stage = staged(gates=False, tariff=override({"comment_bond_twei": 2}))
    commented(stage).dislike()
    for member in (1, 3, 4, 5):
        stage.like(MemberId(member))
    assert stage.do(Settle(CommentId(1))).transfers == ()


@pytest.mark.parametrize(
    ("weight", "day_twei", "reward"),
    [
        (0, 4000, 0),
        (-1, 4000, 0),
        (83, 4000, 0),
        (84, 4000, 1),
        (1400, 4000, 16),
        (3333, 4000, 39),
        (3334, 4000, 40),
        (9000, 4000, 40),
        (9000, 399, 39),
        (9000, 9, 0),
        (9000, 0, 0),
    ],
)
def test_a_reward_is_by_trust_within_40_and_a_tenth_of_the_day(
    weight: int, day_twei: int, reward: int
) -> None:
    assert comment_reward_twei(weight, day_twei, default()) == reward
