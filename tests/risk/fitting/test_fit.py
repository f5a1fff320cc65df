"""The population of the rulebook: what the bounds of risk do to people and to programs."""

from io import StringIO

import pytest
from django.core.management import call_command

from tweipress.core.tariff import default
from tweipress.risk.fitting import fit
from tweipress.risk.fitting.population import Model, crowd

FITTED_ON, FRESH = 1, 2


@pytest.mark.slow
def test_a_fresh_population_of_4000_is_within_every_bound() -> None:
    broken = [row for row in fit.people(FRESH, 4000, default()) if not row.holds]
    assert broken == []


@pytest.mark.slow
def test_programs_are_found_within_one_window() -> None:
    broken = [row for row in fit.programs(FRESH, 1000, default()) if not row.holds]
    assert broken == []


def test_the_tariffs_figures_are_those_that_were_fitted_rounded() -> None:
    tariff = default()
    for key, figure in fit.fitted(FITTED_ON, 2000, tariff).items():
        assert figure == pytest.approx(getattr(tariff, key), rel=0.05), key


def test_a_seed_repeats_its_population_and_another_does_not() -> None:
    one, again, other = (crowd(seed, 5, default()) for seed in (3, 3, 4))
    assert one == again != other


def test_the_floor_refuses_more_where_skims_vary_as_well() -> None:
    plain, varying = (
        crowd(FRESH, 500, default(), Model(skims_vary=is_varied)) for is_varied in (False, True)
    )
    assert plain.refused < varying.refused


def test_every_account_has_one_whole_window_of_different_articles() -> None:
    for reads in crowd(FRESH, 50, default()).windows.values():
        assert len({read.article for read in reads}) == default().risk_window_reads
        assert [read.at_ms for read in reads] == sorted(read.at_ms for read in reads)


@pytest.fixture
def few_farms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command play few farms: what it prints and how it ends needs no sharp figures."""
    monkeypatch.setattr(fit, "FARMS", 10)


@pytest.mark.usefixtures("few_farms")
def test_the_command_prints_its_seeds_and_tables() -> None:
    said = StringIO()
    call_command("risk", "fit", accounts=60, seed=7, fresh=8, stdout=said)
    shown = said.getvalue()
    assert "Fitted on 60 accounts (seed 7)" in shown
    assert "60 fresh accounts (seed 8)" in shown
    assert "How that moves with the model" in shown


@pytest.mark.usefixtures("few_farms")
def test_a_broken_bound_ends_the_command_with_status_1(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit, "FLAGGED_MAX", -1.0)
    with pytest.raises(SystemExit) as ended:
        call_command("risk", "fit", accounts=20, stdout=StringIO())
    assert ended.value.code == 1
