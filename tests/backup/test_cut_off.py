"""A backup that is cut off, by a kill or by a full disk, leaves nothing that looks whole."""

import os
import resource
import signal
import subprocess
import time
from pathlib import Path

from tests.config.test_settings import TWEIPRESS, tweipress

BYTES_LEFT = 100_000


def test_a_backup_that_is_killed_leaves_no_file_under_its_name(place: Path) -> None:
    path, partial = place / "killed.zip", place / "killed.zip.part"
    variables = {"PATH": os.environ["PATH"], "TWEIPRESS_DATA": str(place / "var")}
    with subprocess.Popen([TWEIPRESS, "backup", "--quiet", path], env=variables) as running:
        while not (partial.exists() and partial.stat().st_size):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
    assert not path.exists()
    refused = tweipress(place, "restore", "--check", str(partial))
    assert "BACKUP_DAMAGED" in refused.stderr
    again = tweipress(place, "backup", "--quiet", str(path))
    assert again.returncode == 0, again.stderr
    assert path.exists()
    assert not partial.exists()


def test_a_full_disk_leaves_no_file_and_says_so_in_a_line(place: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES_LEFT, BYTES_LEFT))

    full = subprocess.run(
        [TWEIPRESS, "backup", "--quiet", place / "full.zip"],
        env={"PATH": os.environ["PATH"], "TWEIPRESS_DATA": str(place / "var")},
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1
    assert full.stderr.count("\n") == 1, full.stderr
    assert "PLACE_WRONG" in full.stderr
    assert not list(place.glob("full*"))


def test_the_commands_refuse_what_is_no_backup_in_a_line(place: Path) -> None:
    for file in ("no-such-file.zip", "var"):
        refused = tweipress(place, "restore", file)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
        assert "PLACE_WRONG" in refused.stderr
