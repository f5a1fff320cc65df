"""One account: too even, too flat, too fast, and what is not."""

import math
from random import Random

import pytest

from tests.risk.stage import TARIFF, WINDOW, lengths, person, reads, ttr, window
from tweipress.risk.detectors import account
from tweipress.risk.reads import Finding, Read

EVEN = [150.0, 151.0] * (WINDOW // 2)


def reasons(of: list[Read]) -> list[str]:
    """Return why a window would be flagged."""
    return [finding.reason for finding in account.detect(7, of, TARIFF)]


def test_a_pace_is_the_logarithm_of_the_time_as_a_part_of_the_time_to_read() -> None:
    [read] = reads([ttr(600) / math.e])
    assert read.pace == pytest.approx(-1, abs=1e-4)
    assert Read(1, 0, 0, 600, 152).pace == pytest.approx(math.log(1 / 152_000))


def test_the_spread_is_the_median_deviation_made_a_standard_deviation() -> None:
    taken = [ttr(600) * math.exp(z) for z in (-0.3, -0.1, 0.0, 0.1, 5.0)]
    assert account.measure(reads(taken)).spread == pytest.approx(1.4826 * 0.1, rel=1e-3)


def test_times_that_hardly_vary_are_too_even() -> None:
    [finding] = account.detect(7, reads(EVEN), TARIFF)
    assert finding == Finding(
        7,
        "even_pace",
        "spread",
        1,
        {"reads": 40, "spread_thousandths": 5, "bound_thousandths": 187},
    )


def test_a_spread_just_at_the_bound_is_nobodys_fault() -> None:
    bound = TARIFF.risk_spread_min_thousandths / 1000 / account.MAD_TO_SD
    for off, expected in ((1.001, []), (0.999, ["even_pace"])):
        taken = [ttr(600) * math.exp(sign * bound * off) for sign in (-1, 1)] * (WINDOW // 2)
        assert reasons(reads(taken)) == expected


def test_somebody_who_takes_longer_for_longer_texts_has_a_slope_of_one() -> None:
    words = lengths(Random(1))
    measured = account.measure(reads([0.25 * count for count in words], words))
    assert measured.slope == pytest.approx(1, abs=1e-3)
    assert measured.gap == pytest.approx(0, abs=1e-3)


def test_one_time_for_every_length_is_flat() -> None:
    words = lengths(Random(1))
    measured = account.measure(reads([200.0] * WINDOW, words))
    assert measured.slope == pytest.approx(0, abs=1e-6)
    assert "flat_pace" in reasons(reads([200.0] * WINDOW, words))


def test_texts_of_one_length_prove_nothing_about_the_slope() -> None:
    measured = account.measure(reads([100.0, 300.0] * (WINDOW // 2)))
    assert (measured.slope, measured.gap, measured.sigmas) == (1, 0, 0)


def test_times_full_of_breaks_prove_nothing_about_the_slope() -> None:
    chance = Random(3)
    words = lengths(chance)
    flat = [100 + chance.expovariate(1 / 300) for _ in words]
    measured = account.measure(reads(flat, words))
    assert measured.gap * 1000 > TARIFF.risk_slope_gap_max_thousandths
    assert reasons(reads(flat, words)) == []


def test_more_than_half_at_the_floor_is_too_fast() -> None:
    words = lengths(Random(1))
    fast = [0.31 * ttr(count) for count in words[:21]] + [1.2 * ttr(count) for count in words[21:]]
    [finding] = [
        finding
        for finding in account.detect(7, reads(fast, words), TARIFF)
        if finding.rule == "median"
    ]
    assert finding.reason == "fast_pace"
    assert finding.figures["bound_thousandths"] == -900


def test_a_few_long_breaks_do_not_hide_an_even_pace() -> None:
    assert reasons(reads([*EVEN[:-8], *[900.0] * 8])) == ["even_pace"]


def test_a_person_by_the_model_is_not_flagged() -> None:
    chance = Random(5)
    assert [number for number in range(20) if reasons(window(chance, person(238)))] == []


def test_every_figure_that_is_shown_is_a_whole_number_with_its_unit() -> None:
    words = lengths(Random(1))
    for finding in account.detect(7, reads([30.0] * WINDOW, words), TARIFF):
        assert all(type(figure) is int for figure in finding.figures.values())
        assert all(name == "reads" or name.endswith("_thousandths") for name in finding.figures)
