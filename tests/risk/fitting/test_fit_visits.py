"""The population of visitors: what the bound on unfinished sessions does to people and programs."""

import pytest

from tweipress.core.tariff import default
from tweipress.risk.fitting import fit_visits, visits

FITTED_ON, FRESH = 1, 2
TARIFF = default()


def test_of_a_fresh_population_hardly_anybody_is_flagged_and_of_programs_nearly_all_are() -> None:
    rows = [*fit_visits.people(FRESH, 2000, TARIFF), *fit_visits.programs(FRESH, 1000, TARIFF)]
    assert [row for row in rows if not row.holds] == []
    assert [row.part for row in rows if row.what == "opened and never rated"] == [1.0]


def test_the_tariffs_figures_are_those_that_were_fitted_rounded() -> None:
    for key, figure in fit_visits.fitted(FITTED_ON, 4000, TARIFF).items():
        assert figure == pytest.approx(getattr(TARIFF, key), rel=0.05), key


def test_a_seed_repeats_its_population_and_another_does_not() -> None:
    one, again, other = (visits.crowd(seed, 5, TARIFF) for seed in (3, 3, 4))
    assert one == again != other


def test_who_finishes_nothing_opens_fewer_sessions_since_the_page_ends_none_that_lives() -> None:
    never = visits.crowd(1, 500, TARIFF, visits.Visitors(never=1.0))
    always = visits.crowd(1, 500, TARIFF, visits.Visitors(never=0.0))
    assert sum(week.finished for week in never) == 0
    assert sum(week.opened for week in never) < sum(week.opened for week in always)


def test_more_people_are_flagged_where_everybody_switches() -> None:
    flagged = dict(fit_visits.moved(FRESH, 500, TARIFF))
    assert flagged["everybody switches"] > flagged["as fitted"]
