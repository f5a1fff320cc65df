"""XP from trust: the XP for a day's likes, Pluses and dislikes."""

import numpy as np
import pytest

from tweipress.bank.queries.bulk.trust_export import Act
from tweipress.core.ids import MemberId
from tweipress.core.tariff import default
from tweipress.trust.arrays import Table
from tweipress.trust.experience import earned
from tweipress.trust.votes import Comments, Votes

AUTHOR, READER, CRITIC, BOT, COMMENTER = 1, 2, 3, 4, 7
COMMENTS = Comments(
    np.array([1, 2, 3]),
    np.array([COMMENTER, COMMENTER, READER]),
    np.array([9, 9, 9]),
    np.array([1, 1, 0]),
)
AUTHORS = Table(np.array([9]), np.array([AUTHOR]))
TRUST = Table(np.array([READER, CRITIC]), np.array([500, 1000]))


def xp(*acts: tuple[str, int, int], recent: tuple[tuple[int, int], ...] = ()) -> dict[int, int]:
    """Return the XP of a day of (act, member, subject); `recent` likes are (member, writer)."""
    day = [
        Act(seq, act, MemberId(member), subject, 0)
        for seq, (act, member, subject) in enumerate(acts, 1)
    ]
    ends = np.array(recent, np.int64).reshape(-1, 2)
    xp = earned(day, Votes(ends[:, 0], ends[:, 1], ends[:, 0]), COMMENTS, AUTHORS, TRUST, default())
    return dict(zip(xp.key.tolist(), xp.value.tolist(), strict=True))


def test_likes_dislikes_pluses_and_minuses_are_worth_the_givers_trust() -> None:
    assert xp(("like", CRITIC, 1)) == {COMMENTER: 20}
    assert xp(("like", READER, 1)) == {COMMENTER: 10}
    assert xp(("plus", CRITIC, 9)) == {AUTHOR: 5}
    assert xp(("plus", READER, 9)) == {AUTHOR: 2}
    assert xp(("minus", CRITIC, 9)) == {AUTHOR: -5}
    assert xp(("minus", READER, 9)) == {AUTHOR: -2}
    assert xp(("dislike", CRITIC, 1)) == {COMMENTER: -10}
    assert xp(("dislike", READER, 1)) == {COMMENTER: -5}


def test_what_nobody_trusts_is_worth_nothing() -> None:
    assert xp(("like", BOT, 1), ("plus", BOT, 9), ("minus", BOT, 9), ("dislike", BOT, 2)) == {}
    assert xp() == {}


def test_a_days_sum_may_be_of_either_sign_and_each_part_is_floored() -> None:
    assert xp(("like", READER, 1), ("dislike", CRITIC, 2), ("plus", READER, 9)) == {AUTHOR: 2}
    assert xp(("like", READER, 1), ("dislike", CRITIC, 2), ("dislike", CRITIC, 1)) == {
        COMMENTER: -10
    }


@pytest.mark.parametrize(("others", "worth"), [(0, 20), (1, 10), (2, 6), (3, 5), (999, 0)])
def test_a_like_counts_less_with_each_other_one_between_the_two(others: int, worth: int) -> None:
    pair = [(CRITIC, COMMENTER), (COMMENTER, CRITIC)]
    recent = tuple(pair[number % 2] for number in range(others + 1))
    assert xp(("like", CRITIC, 1), recent=recent) == ({COMMENTER: worth} if worth else {})


def test_likes_between_others_change_nothing() -> None:
    recent = ((CRITIC, COMMENTER), (READER, COMMENTER), (CRITIC, AUTHOR), (READER, CRITIC))
    assert xp(("like", CRITIC, 1), recent=recent) == {COMMENTER: 20}


def test_a_comment_taken_off_the_page_and_an_article_taken_back_give_nothing() -> None:
    assert xp(("like", CRITIC, 3), ("dislike", CRITIC, 3), ("plus", CRITIC, 8)) == {}
    assert xp(("like", CRITIC, 99)) == {}
