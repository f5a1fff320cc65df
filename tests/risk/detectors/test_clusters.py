"""Which accounts belong together, and that reading the same paper is all that says."""

from random import Random

import pytest

from tests.risk.stage import TARIFF, WINDOW
from tweipress.risk.detectors import clusters
from tweipress.risk.reads import Read

MANY = TARIFF.risk_group_members_min
CLOSE = TARIFF.risk_overlap_close_bps
MOST = TARIFF.risk_overlap_bps


def walk(articles: list[int]) -> list[Read]:
    """Return readings of these articles in this order."""
    return [Read(article, place, 1000, 600, 152) for place, article in enumerate(articles)]


def crowd(number: int, articles: list[int], chance: Random | None = None) -> dict[int, list[Read]]:
    """Return so many accounts that read the same, each in its own order if there is chance."""
    return {
        member: walk(chance.sample(articles, len(articles)) if chance else articles)
        for member in range(1, number + 1)
    }


PAPER = list(range(WINDOW))


def test_accounts_that_walk_the_same_way_are_a_group() -> None:
    assert clusters.same_run(crowd(MANY, PAPER), TARIFF) == [tuple(range(1, MANY + 1))]


def test_a_group_has_a_dozen_accounts_or_more() -> None:
    assert clusters.same_run(crowd(MANY - 1, PAPER), TARIFF) == []
    assert clusters.same_set(crowd(MANY - 1, PAPER), MOST, TARIFF) == []


@pytest.mark.parametrize(("shared", "expected"), [(10, 1), (9, 0)])
def test_ten_in_a_row_are_a_run_and_nine_are_not(shared: int, expected: int) -> None:
    windows = {
        member: walk([*range(shared), *range(1000 * member, 1000 * member + 30)])
        for member in range(1, MANY + 1)
    }
    assert len(clusters.same_run(windows, TARIFF)) == expected


def test_the_same_set_in_any_order_is_a_group() -> None:
    windows = crowd(MANY, PAPER, Random(1))
    assert clusters.same_run(windows, TARIFF) == []
    assert clusters.same_set(windows, CLOSE, TARIFF) == [tuple(range(1, MANY + 1))]


@pytest.mark.parametrize(("own", "expected"), [(8, 1), (9, 0)])
def test_four_articles_of_five_have_to_be_shared(own: int, expected: int) -> None:
    windows = {
        member: walk([*PAPER[own:], *range(100 * member, 100 * member + own)])
        for member in range(1, MANY + 1)
    }
    assert len(clusters.same_set(windows, MOST, TARIFF)) == expected


def test_a_farm_in_a_crowd_of_readers_is_a_group_by_its_nearly_equal_sets() -> None:
    chance = Random(3)
    windows = crowd(MANY, list(range(100, 140)), chance)
    for member in range(100, 140):
        windows[member] = walk(chance.sample(range(100, 150), WINDOW))
    assert clusters.same_set(windows, CLOSE, TARIFF) == [tuple(range(1, MANY + 1))]
    assert len(clusters.same_set(windows, MOST, TARIFF)[0]) > MANY


def test_what_the_rarest_articles_find_is_what_comparing_all_with_all_finds() -> None:
    chance = Random(9)
    windows = {member: walk(chance.sample(range(48), WINDOW)) for member in range(1, 60)}
    sets = {member: {read.article for read in reads} for member, reads in windows.items()}
    alike = {member: {to for to in sets if len(sets[member] & sets[to]) >= 32} for member in sets}
    joined, ahead = {1}, [1]
    while ahead:
        new = alike[ahead.pop()] - joined
        joined |= new
        ahead += new
    assert tuple(sorted(joined)) in clusters.same_set(windows, MOST, TARIFF)


def test_nobody_at_all_makes_no_group() -> None:
    assert clusters.all_groups({}, TARIFF) == []
