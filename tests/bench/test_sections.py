"""Every section of the benchmarks runs, in its short form; how fast anything is, is not asked."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bench.__main__ import SECTIONS
from bench.frame.writing import PAGE, README
from tests.house.tree import ROOT

pytestmark = pytest.mark.slow
WRITTEN = (PAGE, README)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_measures_and_prints_its_tables_and_leaves_nothing_behind(name: str) -> None:
    command = [sys.executable, "-m", "bench", name, "--short"]
    before = [(ROOT / name).read_bytes() for name in WRITTEN]
    with tempfile.TemporaryDirectory() as folder:  # a short name: sockets lie in it
        variables = os.environ | {"TMPDIR": folder}
        done = subprocess.run(
            command, cwd=ROOT, env=variables, check=False, capture_output=True, text=True
        )
        left = [place for place in Path(folder).iterdir() if place.is_dir()]
        assert (done.returncode, left) == (0, []), done.stderr
    assert "# Benchmarks" in done.stdout
    assert "\n**" in done.stdout
    assert [(ROOT / name).read_bytes() for name in WRITTEN] == before, "of a whole run alone"
