"""Grading a night in this process, which needs scipy for it; config/nights.py starts one."""

import fcntl
from pathlib import Path
from typing import Final

from django.conf import settings

from tweipress.trust.night import Graded, NightStoppedError, grade_night

__all__ = ["AlreadyAtItError", "Graded", "NightStoppedError", "grade_alone"]

MEMORY: Final = "trust.npz"
LOCK: Final = "trust.lock"


class AlreadyAtItError(RuntimeError):
    """Another process computes this night."""


def grade_alone() -> Graded | None:
    """Grade the night that is due, unless another process of this machine is at it."""
    folder: Path = settings.TWEIPRESS_DATA
    with (folder / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyAtItError from error
        return grade_night(folder / MEMORY)
