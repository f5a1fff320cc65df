"""Tellers broken on purpose: whatever the witness is for, it sees."""

import pytest

from tests.faults.machine.ground import Ground
from tests.faults.rounds import Set
from tests.faults.test_rounds import named

pytestmark = [pytest.mark.scratch_books, pytest.mark.slow_on_postgres]

SEED = "broken"


def findings(place: Ground, broken: str, fault: str) -> list[str]:
    """Return what the witness says of a broken teller, struck twice by a fault."""
    rounds = Set(place, SEED, broken=broken).play([named(fault)] * 2)
    return [finding for played in rounds for finding in played.findings]


def test_a_teller_that_forgets_its_keys_is_caught(place: Ground) -> None:
    told = findings(place, "keyless", "answer lost after the commit")
    assert any("was posted twice" in finding for finding in told)


def test_a_teller_that_keeps_its_cache_after_a_failed_commit_is_caught(place: Ground) -> None:
    """The audit sees it, or the books refuse its figures for ever and callers never rest."""
    told = findings(place, "forgetless", "commit fails")
    assert any(finding.startswith(("audit: ", "caller ")) for finding in told)


@pytest.mark.slow
def test_a_teller_that_no_epoch_stops_is_caught(place: Ground) -> None:
    told = findings(place, "fenceless", "second teller without a lock")
    assert any(finding.startswith("audit: ") for finding in told)


@pytest.mark.slow
def test_an_honest_teller_is_not_caught_by_the_same_faults(place: Ground) -> None:
    assert findings(place, "lockless", "second teller without a lock") == []
