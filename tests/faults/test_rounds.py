"""The short form of `make faults`: some rounds on each database, with a seed that stays."""

import pytest

from tests.faults.machine.ground import Ground
from tests.faults.rounds import Set
from tests.faults.strikes.faults import FAULTS, Fault

pytestmark = pytest.mark.scratch_books

SEED = "short"
SHORT = {
    "sqlite": (
        "leader killed",
        "answer lost after the commit",
        "answer torn",
        "question torn",
        "callers killed",
        "commit fails",
        "disk full",
        "clock back an hour",
        "second teller without a lock",
        "bodies byte by byte",
        "sign-in flood",
        "books locked by another program",
    ),
    "postgres": (
        "leader killed",
        "teller killed between commit and answer",
        "connection cut at the commit",
        "commit fails",
        "disk full",
        "leader paused",
        "second teller without a lock",
        "database killed",
        "database restarted",
        "database connections ended",
    ),
}


def named(name: str) -> Fault:
    """Return a fault by its name."""
    (fault,) = (fault for fault in FAULTS if fault.name == name)
    return fault


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_done_twice_whatever_fails(place: Ground) -> None:
    one = Set(place, SEED)
    rounds = list(one.play([named(name) for name in SHORT[place.database]]))
    findings = {
        f"{played.seed} {played.fault.name}": played.findings
        for played in rounds
        if played.findings
    }
    assert findings == {}
    assert min(one.told["accepted"], one.told["refused"]) > len(rounds)


@pytest.mark.slow
def test_a_disk_is_filled_where_nothing_can_be_mounted_too(place: Ground) -> None:
    with place.unmounted():
        rounds = list(Set(place, SEED).play([named("disk full")]))
    assert [played.findings for played in rounds] == [[]]
