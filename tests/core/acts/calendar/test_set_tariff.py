"""Set tariff: new figures take effect at the next day's opening."""

from dataclasses import replace

import pytest

from tests.core.stage import CRITIC, READER, Stage
from tweipress.core.acts.calendar.set_tariff import SetTariff
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.ids import SessionId
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.tariff import default, override


def test_a_change_takes_effect_at_the_next_day_open_never_inside_a_day(stage: Stage) -> None:
    new = override({"minus_twei": 3, "emission_bps_per_day": 100})
    stage.do(SetTariff(new.canonical()))
    assert tariff_in_force(stage.world) == default()
    stage.close_day()
    assert tariff_in_force(stage.world) == default()
    stage.open_day()
    assert tariff_in_force(stage.world) == new
    assert stage.balance("day:read") == 8_000
    stage.publish()
    stage.read()
    assert stage.moves(Minus(READER, SessionId(stage.session)))[-1] == ("available:2", "pool", 3)


def test_the_last_announcement_before_the_opening_counts(stage: Stage) -> None:
    stage.do(SetTariff(override({"minus_twei": 3}).canonical()))
    stage.close_day()
    stage.do(SetTariff(default().canonical()))
    stage.open_day()
    assert tariff_in_force(stage.world) == default()


def test_a_tariff_that_breaks_a_condition_is_refused(stage: Stage) -> None:
    broken = replace(default(), emission_bps_per_day=1001)
    assert stage.refusal(SetTariff(broken.canonical())) == "TARIFF_WRONG"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", "null", "{}", '{"minus_twei":2}', "[" * 99_999]
)
def test_figures_that_are_no_tariff_are_refused(stage: Stage, text: str) -> None:
    assert stage.refusal(SetTariff(text)) in {"MALFORMED", "TARIFF_WRONG"}


def test_only_an_operator_sets_the_tariff(stage: Stage) -> None:
    act = SetTariff(default().canonical(), by=CRITIC)
    assert stage.refusal(act) == "ROLE_MISSING"
