"""A backup that is cut off, by a kill or by a full disk, leaves nothing that looks whole."""

import resource
import subprocess

from harness.command import TWEIPRESS, environment
from harness.site import Site

BYTES_LEFT = 100_000
ENDLESS_BYTES = 64 * 1024**3
"""A hole of this size takes minutes to pack, and no room."""


def test_a_backup_that_is_killed_leaves_no_file_under_its_name(place: Site) -> None:
    path, partial = place.folder / "killed.zip", place.folder / "killed.zip.part"
    endless = place.data / "media" / "endless"
    with endless.open("wb") as file:
        file.truncate(ENDLESS_BYTES)
    running = place.start("backup", path, "--quiet")
    try:
        running.wait_until(lambda: partial.exists() and partial.stat().st_size > 0)
    finally:
        running.kill()
        endless.unlink()
    assert not path.exists()
    assert "BACKUP_DAMAGED" in place.run("restore", "--check", partial).stderr
    place.said("backup", "--quiet", path)
    assert path.exists()
    assert not partial.exists()


def test_a_full_disk_leaves_no_file_and_says_so_in_a_line(place: Site) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (BYTES_LEFT, BYTES_LEFT))

    full = subprocess.run(
        [TWEIPRESS, "backup", "--quiet", place.folder / "full.zip"],
        env=environment(place.data),
        preexec_fn=little_room,
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1
    assert full.stderr.count("\n") == 1, full.stderr
    assert "TARGET_WRONG" in full.stderr
    assert not list(place.folder.glob("full*"))


def test_the_commands_refuse_what_is_no_backup_in_a_line(place: Site) -> None:
    for file in ("no-such-file.zip", "var"):
        refused = place.run("restore", file)
        assert (refused.returncode, refused.stderr.count("\n")) == (1, 1), refused.stderr
        assert "TARGET_WRONG" in refused.stderr
