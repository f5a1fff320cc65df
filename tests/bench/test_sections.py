"""Every section of the benchmarks runs, in its short form; how fast anything is, is not asked."""

import subprocess
import sys

import pytest

from bench.__main__ import SECTIONS
from tests.house.tree import ROOT


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_measures_and_prints_its_tables(name: str) -> None:
    command = [sys.executable, "-m", "bench", name, "--short"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "# Benchmarks" in done.stdout
    assert "\n**" in done.stdout
