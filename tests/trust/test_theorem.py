"""The theorem of section 6: a ring keeps at most 1.5 times the trust that flows into it."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tweipress.core.tariff import default
from tweipress.trust.graph import (
    Edges,
    Spread,
    in_thousandths,
    relationship_edges,
    spread,
    together,
)

NOBODY = np.empty(0, np.int64)
CLOSE = 1e-9
TARIFFS = st.sampled_from(
    [
        default(),
        replace(default(), trust_passed_bps=0),
        replace(default(), trust_passed_bps=9_900),
    ]
)


@dataclass(frozen=True)
class World:
    """Editors, honest members and a ring; edges as (from, to, weight)."""

    seeds: list[int]
    ring: list[int]
    edges: list[tuple[int, int, float]]

    @property
    def arrays(self) -> Edges:
        """Return the edges as the computation takes them."""
        columns = list(zip(*self.edges, strict=True)) or [(), (), ()]
        return Edges(
            np.array(columns[0], np.int64),
            np.array(columns[1], np.int64),
            np.array(columns[2], np.float64),
        )


@st.composite
def worlds(draw: st.DrawFn, *, is_closed: bool = False) -> World:
    """Draw editors, members and a ring whose members like, bring in and vouch for each other."""
    editors = list(range(1, draw(st.integers(1, 3)) + 1))
    honest = list(range(10, 10 + draw(st.integers(0, 8))))
    ring = list(range(100, 100 + draw(st.integers(1, 12))))
    outside, all_of_them = editors + honest, editors + honest + ring
    weights = st.sampled_from([1.0, 2.3, 3.0, 5.0, 13.0])

    def some(sources: list[int], targets: list[int], at_most: int) -> list[tuple[int, int, float]]:
        ends = st.tuples(st.sampled_from(sources), st.sampled_from(targets), weights)
        return [edge for edge in draw(st.lists(ends, max_size=at_most)) if edge[0] != edge[1]]

    edges = some(outside, outside, 30) + some(ring, ring, 60) + some(ring, all_of_them, 15)
    if not is_closed:
        edges += some(outside, ring, 10)
    return World(editors, ring, edges)


def shares(trusted: Spread) -> dict[int, float]:
    """Return each member's share."""
    return dict(zip(trusted.member.tolist(), trusted.share.tolist(), strict=True))


def inflow(world: World, pi: dict[int, float], members: set[int]) -> float:
    """Return what members outside a set pass into it, each in proportion to its edges."""
    given = dict.fromkeys(pi, 0.0)
    for source, _, weight in world.edges:
        given[source] += weight
    return sum(
        pi[source] * weight / given[source]
        for source, target, weight in world.edges
        if source not in members and target in members
    )


@settings(deadline=None, max_examples=examples(300))
@given(worlds(), st.data(), TARIFFS)
def test_no_set_without_a_seed_keeps_more_than_its_part_of_what_flows_in(
    world: World, data: st.DataObject, tariff: object
) -> None:
    assert isinstance(tariff, type(default()))
    pi = shares(spread(world.arrays, np.array(world.seeds), tariff))
    others = sorted(set(pi) - set(world.seeds))
    chosen = st.lists(st.sampled_from(others), unique=True) if others else st.just([])
    passed = tariff.trust_passed_bps / 10_000
    for members in (set(world.ring) & set(pi), set(data.draw(chosen))):
        kept = sum(pi[member] for member in members)
        assert kept <= passed / (1 - passed) * inflow(world, pi, members) + CLOSE


@settings(deadline=None, max_examples=examples(200))
@given(worlds())
def test_in_force_a_ring_keeps_one_and_a_half_times_what_flows_in(world: World) -> None:
    pi = shares(spread(world.arrays, np.array(world.seeds), default()))
    ring = set(world.ring) & set(pi)
    assert sum(pi[member] for member in ring) <= 1.5 * inflow(world, pi, ring) + CLOSE


@settings(deadline=None, max_examples=examples(200))
@given(worlds(is_closed=True))
def test_a_ring_that_nobody_outside_trusts_has_no_trust_whatever_it_does(world: World) -> None:
    trusted = spread(world.arrays, np.array(world.seeds), default())
    trust = in_thousandths(trusted, world.arrays, np.array(world.seeds))
    in_ring = np.isin(trust.key, world.ring)
    assert not trusted.share[in_ring].any()
    assert not trust.value[in_ring].any()


@settings(deadline=None, max_examples=examples(100))
@given(worlds())
def test_shares_sum_to_one_and_trust_lies_between_nothing_and_the_whole(world: World) -> None:
    seeds = np.array(world.seeds)
    trusted = spread(world.arrays, seeds, default())
    trust = in_thousandths(trusted, world.arrays, seeds)
    assert abs(trusted.share.sum() - 1) < CLOSE
    assert trusted.share.min() >= 0
    assert ((trust.value >= 0) & (trust.value <= 1000)).all()


@settings(deadline=None, max_examples=examples(100))
@given(worlds())
def test_without_editors_nobody_has_trust(world: World) -> None:
    trusted = spread(world.arrays, NOBODY, default())
    assert not trusted.share.any()
    assert not in_thousandths(trusted, world.arrays, NOBODY).value.any()


def test_who_is_banned_neither_gives_nor_gets() -> None:
    words = np.array([[1, 2], [2, 3], [1, 3], [3, 4]])
    edges = together(relationship_edges(words, 5), without=np.array([3]))
    assert list(zip(edges.source.tolist(), edges.target.tolist(), strict=True)) == [(1, 2)]
