"""A small disk that can be filled up and freed again, under books that are being written.

A tmpfs where mounting is allowed. Where it is not, a limit on the size of files
(RLIMIT_FSIZE) is set on the running processes: their writes fail as on a full disk.
"""

import errno
import os
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

BALLAST = "ballast"
FIRST_BYTES = 8 << 20
LEAST_BYTES = 1 << 12
ROOM_BYTES = 1 << 12

Process = tuple[int, str | None]
"""A process's number, and whose it is if not ours."""


class SmallDisk:
    """A folder whose space may end."""

    def __init__(self, folder: Path) -> None:
        """Take a folder as it is, on a disk that cannot be filled up."""
        self.folder = folder
        self._is_mounted = False
        self._limited: list[Process] = []

    def mount(self, size_mb: int) -> None:
        """Make the folder, on a tmpfs of that size where that is allowed."""
        self.folder.mkdir()
        options = ["-t", "tmpfs", "-o", f"size={size_mb}m,mode=755", "tmpfs", str(self.folder)]
        self._is_mounted = _works(["mount", *options])

    @property
    def kind(self) -> str:
        """Say how this disk gets full."""
        return "a tmpfs" if self._is_mounted else "RLIMIT_FSIZE on the processes"

    def fill(self, processes: Iterable[Process]) -> None:
        """Leave no room: for anybody on a tmpfs, else for these processes of these users."""
        if self._is_mounted:
            _fill(self.folder / BALLAST)
            return
        self._limited += processes
        for number, user in self._limited:
            _limit(number, user, str(ROOM_BYTES))

    def free(self, present: Callable[[], Iterable[Process]] = tuple) -> None:
        """Give the room back.

        Also to those who are `present` then: who was started meanwhile has inherited the limit.
        """
        (self.folder / BALLAST).unlink(missing_ok=True)
        if not self._limited:
            return
        for number, user in self._limited:
            _limit(number, user, "unlimited")
        for number, user in present():
            _limit(number, user, "unlimited")
        self._limited.clear()

    def remove(self) -> None:
        """Let the disk go; whoever has a file open there keeps it to the end."""
        self.free()
        if self._is_mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _fill(ballast: Path) -> None:
    """Take what is left, in ever smaller pieces."""
    file = os.open(ballast, os.O_WRONLY | os.O_CREAT, 0o600)
    size = 0
    piece = FIRST_BYTES
    while piece >= LEAST_BYTES:
        try:
            os.posix_fallocate(file, size, piece)
            size += piece
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            piece //= 2
    os.close(file)


def _limit(number: int, user: str | None, size: str) -> None:
    """Bound the size of files that a process may write, as its user; it may be gone already."""
    command = ["prlimit", f"--pid={number}", f"--fsize={size}:"]
    subprocess.run(command, user=user, capture_output=True, check=False)
