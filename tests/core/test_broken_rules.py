"""The machine is worth something: it finds every rule that is broken on purpose."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.broken_rules import BREAKS, GATED, LONG, Break
from tests.core.machine import Economy
from tests.core.test_invariants import UngatedEconomy

SEARCH = settings(
    max_examples=2_500,  # a search ends with its find: room for rules that come up seldom
    stateful_step_count=30,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
SEARCHED = [pytest.param(rule, marks=[pytest.mark.slow] if rule in LONG else []) for rule in BREAKS]


@pytest.mark.parametrize("break_rule", SEARCHED, ids=lambda rule: rule.__name__)
def test_the_machine_finds_a_rule_broken_on_purpose(
    break_rule: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rule(monkeypatch)
    economy = Economy if break_rule in GATED else UngatedEconomy
    with pytest.raises(AssertionError, match=BREAKS[break_rule]):
        run_state_machine_as_test(economy, settings=SEARCH)
