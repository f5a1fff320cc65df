"""After a full disk is free again, acts are accepted."""

import subprocess
from pathlib import Path

from harness.process import children
from tests.faults.machine.disk import ROOM_BYTES, SmallDisk

STARTS_A_CHILD = "read go; sleep 60 & echo started; wait"


def limit(number: int) -> str:
    """Return how large a file a process may write."""
    limits = Path(f"/proc/{number}/limits").read_text(encoding="ascii").splitlines()
    (line,) = (row for row in limits if row.startswith("Max file size"))
    return line.split()[3]


def test_who_was_started_while_the_disk_was_full_has_room_again_as_well(tmp_path: Path) -> None:
    disk = SmallDisk(tmp_path)
    with subprocess.Popen(
        ["sh", "-c", STARTS_A_CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        disk.fill([(parent.pid, None)])
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write("go\n")
        parent.stdin.flush()
        assert parent.stdout.readline() == "started\n"
        (child,) = children(parent.pid)
        assert [limit(parent.pid), limit(child)] == [str(ROOM_BYTES)] * 2
        disk.free(lambda: [(number, None) for number in children(parent.pid)])
        assert [limit(parent.pid), limit(child)] == ["unlimited"] * 2
        subprocess.run(["kill", str(child)], check=True)
