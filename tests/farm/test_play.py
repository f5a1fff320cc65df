"""The play of the attackers, with few accounts: it runs to its end, and every bound holds."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT


def played(*words: str) -> subprocess.CompletedProcess[str]:
    """Play in a process of its own, as `make farm` does."""
    command = [sys.executable, "-m", "farm", "--short", *words]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


@pytest.mark.slow
def test_every_attacker_and_every_reader_plays_and_no_bound_is_broken() -> None:
    done = played()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| paid 0 | 0 Twei | true |" in done.stdout
    assert "BROKEN" not in done.stdout


def test_somebody_unknown_is_named_and_nothing_is_played() -> None:
    done = played("nobody")
    assert done.returncode == 1
    assert done.stdout.startswith("Nobody is called nobody: choose of walker, waiting,")
