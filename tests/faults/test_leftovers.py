"""A fault run clears the leftovers of a killed run, but not those of a running one."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.machine import leftovers

WAIT = "import sys; sys.stdin.read()"


def made(*, has_owner: bool) -> Path:
    """Make a folder as a run has it, with a file on its disk."""
    folder = Path(tempfile.mkdtemp(prefix=leftovers.PREFIX))
    (folder / "disk").mkdir()
    (folder / "disk" / "ballast").touch()
    if has_owner:
        (folder / leftovers.OWNER).touch()
    return folder


def test_a_dead_runs_folder_and_processes_go_and_all_others_stay() -> None:
    dead, foreign, alive = made(has_owner=True), made(has_owner=False), made(has_owner=False)
    command = [sys.executable, "-c", WAIT]
    with (
        leftovers.owned(alive),
        subprocess.Popen([*command, f"{dead}/disk/pg"], stdin=subprocess.PIPE) as of_dead,
        subprocess.Popen([*command, f"{alive}/disk/pg"], stdin=subprocess.PIPE) as of_alive,
    ):
        assert dead in leftovers.clear()
        assert of_dead.wait(10) != 0
        assert of_alive.poll() is None
    assert [folder.exists() for folder in (dead, foreign, alive)] == [False, True, True]
    for folder in (foreign, alive):
        (folder / "disk" / "ballast").unlink()
        (folder / "disk").rmdir()
        (folder / leftovers.OWNER).unlink(missing_ok=True)
        folder.rmdir()
