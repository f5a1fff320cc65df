"""I1 to I12 (but I10, which is the bank's): anything anybody does leaves the books sound."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.core.machine import Economy
from tests.depth import examples

THOROUGH = settings(
    max_examples=examples(60),
    stateful_step_count=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


class UngatedEconomy(Economy):
    """The same with levels, quotas, proof and waiting lifted."""

    gates = False


@pytest.mark.parametrize("economy", [Economy, UngatedEconomy])
def test_the_invariants_hold_whatever_members_do(economy: type[Economy]) -> None:
    run_state_machine_as_test(economy, settings=THOROUGH)
