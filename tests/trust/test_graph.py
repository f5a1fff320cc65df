"""Edge weights and the measure of trust, on graphs that can be worked out by hand."""

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweipress.core.tariff import default
from tweipress.trust.graph import (
    Edges,
    in_thousandths,
    like_edges,
    relationship_edges,
    spread,
    together,
)
from tweipress.trust.votes import Votes

NOBODY = np.empty(0, np.int64)
EDITOR, CRITIC, READER = 1, 2, 3


def votes(*rows: tuple[int, int, int]) -> Votes:
    """Return likes of (member, writer, article)."""
    return Votes(*np.array(rows, np.int64).reshape(-1, 3).T)


def pairs(edges: Edges) -> dict[tuple[int, int], float]:
    """Return the weight of each pair."""
    ends = zip(edges.source.tolist(), edges.target.tolist(), strict=True)
    return dict(zip(ends, edges.weight.tolist(), strict=True))


@pytest.mark.parametrize(
    ("articles", "weight"), [(1, 1.0), (3, 2.0), (7, 3.0), (31, 5.0), (32, 5.0), (500, 5.0)]
)
def test_likes_weigh_their_logarithm_up_to_five(articles: int, weight: float) -> None:
    likes = votes(*((READER, CRITIC, article) for article in range(1, articles + 1)))
    assert pairs(like_edges(likes, default())) == {(READER, CRITIC): pytest.approx(weight)}


def test_likes_on_one_article_count_once() -> None:
    likes = votes((READER, CRITIC, 9), (READER, CRITIC, 9), (CRITIC, READER, 9), (READER, 5, 9))
    assert set(pairs(like_edges(likes, default())).values()) == {1.0}


ANYBODY = st.integers(1, 6)


@given(st.lists(st.tuples(ANYBODY, ANYBODY, st.integers(1, 40)), max_size=200))
def test_likes_weigh_as_one_would_count_them_by_hand(
    given_likes: list[tuple[int, int, int]],
) -> None:
    articles: dict[tuple[int, int], set[int]] = {}
    for member, writer, article in given_likes:
        articles.setdefault((member, writer), set()).add(article)
    by_hand = {pair: min(5.0, log2(1 + len(on))) for pair, on in articles.items()}
    assert pairs(like_edges(votes(*given_likes), default())) == pytest.approx(by_hand)


def test_numbers_far_apart_are_still_told_from_each_other() -> None:
    likes = votes((READER, 3_000_000, 2_000_000), (3_000_000, READER, 1), (READER, CRITIC, 1))
    assert set(pairs(like_edges(likes, default()))) == {
        (READER, 3_000_000),
        (3_000_000, READER),
        (READER, CRITIC),
    }


def test_no_likes_make_no_edges() -> None:
    assert pairs(like_edges(votes(), default())) == {}


def test_the_one_whom_the_editor_trusts_is_the_measure() -> None:
    edges = relationship_edges(np.array([[EDITOR, CRITIC], [CRITIC, READER]]), 5)
    seeds = np.array([EDITOR])
    trusted = spread(edges, seeds, default())
    shares = dict(zip(trusted.member.tolist(), trusted.share.tolist(), strict=True))
    assert shares[CRITIC] == pytest.approx(0.6 * shares[EDITOR])
    assert shares[READER] == pytest.approx(0.6 * shares[CRITIC])
    trust = in_thousandths(trusted, edges, seeds)
    assert trust.of(np.array([EDITOR, CRITIC, READER, 99])).tolist() == [1000, 1000, 600, 0]


def test_the_median_of_those_the_editors_trust_is_the_measure() -> None:
    likes = Edges(np.array([1, 1, 1]), np.array([11, 12, 13]), np.array([1.0, 2.0, 4.0]))
    seeds = np.array([EDITOR])
    trust = in_thousandths(spread(likes, seeds, default()), likes, seeds)
    assert trust.of(np.array([11, 12, 13])).tolist() == [500, 1000, 1000]


def test_likes_invitation_and_vouch_add_up() -> None:
    both = together(
        Edges(np.array([EDITOR]), np.array([CRITIC]), np.array([2.0])),
        relationship_edges(np.array([[EDITOR, CRITIC]]), 3),
        relationship_edges(np.array([[EDITOR, READER]]), 5),
        without=NOBODY,
    )
    trusted = spread(both, np.array([EDITOR]), default())
    shares = dict(zip(trusted.member.tolist(), trusted.share.tolist(), strict=True))
    assert shares[CRITIC] == pytest.approx(shares[READER])


def test_an_editor_whom_nobody_likes_leaves_everybody_without_trust() -> None:
    edges = relationship_edges(np.array([[CRITIC, READER]]), 5)
    trust = in_thousandths(spread(edges, np.array([EDITOR]), default()), edges, np.array([EDITOR]))
    assert not trust.value.any()
