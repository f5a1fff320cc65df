"""Leftovers of a killed fault run: processes on its folder, a mounted disk, the folder.

A run holds the lock of a file in its folder, which ends with it however it ends. Where nobody holds
it, the next run clears all of it away; a folder without that file is somebody else's.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "faults-"
OWNER = "owner"


@contextmanager
def owned(folder: Path) -> Iterator[None]:
    """Hold a folder's lock while this process plays in it."""
    unnamed = folder / f"{OWNER}.new"
    with unnamed.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        unnamed.rename(folder / OWNER)  # it has its name when it is locked: nobody sees it free
        yield


def clear() -> list[Path]:
    """Clear away what dead runs have left; return their folders."""
    left = [folder for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*") if _is_left(folder)]
    for folder in left:
        for number in _processes(folder):
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        subprocess.run(["umount", "--lazy", folder / "disk"], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)
    return left


def _is_left(folder: Path) -> bool:
    try:
        with (folder / OWNER).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _processes(folder: Path) -> Iterator[int]:
    """Yield the processes whose command names something in a folder."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{folder}/" in (process / "cmdline").read_text(errors="replace"):
                yield int(process.name)
