"""The right to do the jobs of a site's folder: one watch has it, and its runners share it.

It is a lock on a file that runners inherit. So it is free when all of them have ended, and whoever
takes it knows that no job of this folder is being done.
"""

import fcntl
import os
import secrets
from pathlib import Path
from typing import Final

FILE: Final = "jobs.lock"
NAME_BYTES: Final = 8


class Lead:
    """The lock of a folder."""

    def __init__(self, folder: Path) -> None:
        """Prepare; nothing is locked yet."""
        self._path = folder / FILE
        self._file: int | None = None
        self.name = ""

    @property
    def is_held(self) -> bool:
        """Tell whether this process holds it."""
        return self._file is not None

    @property
    def file(self) -> int:
        """Return the file that a runner has to inherit."""
        assert self._file is not None
        return self._file

    def take(self) -> bool:
        """Take the lock if nobody holds it; `name` is then the folder's, the same each time."""
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return False
        self.name = os.read(file, 2 * NAME_BYTES).decode("ascii", "ignore")
        if len(self.name) < 2 * NAME_BYTES:
            self.name = secrets.token_hex(NAME_BYTES)
            os.pwrite(file, self.name.encode("ascii"), 0)
        self._file = file
        return True

    def give(self) -> None:
        """Close the lock; runners that still go keep it."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
