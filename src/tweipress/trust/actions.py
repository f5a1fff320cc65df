"""Writes of trust: grade the night that is due. Importing this module imports scipy."""

from pathlib import Path
from typing import Final

from django.conf import settings
from filelock import FileLock, Timeout

from tweipress.trust.night import Graded, NightStoppedError, grade_night

__all__ = ["AlreadyAtItError", "Graded", "NightStoppedError", "grade_alone"]

MEMORY: Final = "trust.npz"
LOCK: Final = "trust.lock"


class AlreadyAtItError(RuntimeError):
    """Another process computes this night."""


def grade_alone() -> Graded | None:
    """Grade the night that is due, unless another process of this machine is at it."""
    folder: Path = settings.TWEIPRESS_DATA
    try:
        with FileLock(folder / LOCK, blocking=False):
            return grade_night(folder / MEMORY)
    except Timeout as error:
        raise AlreadyAtItError from error
