"""Start the process that decodes, and believe nothing of it but its answer and its files."""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import structlog
from django.conf import settings

from tweipress.bank import turns
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures import plan
from tweipress.pictures.plan import Variant

AT_ONCE: Final = 2
"""Uploads that a web worker has read at once: so many times the memory."""
WAIT_S: Final = 15.0
"""For one's turn: an upload takes a second or two."""
READING_S: Final = 60
"""By the clock, for one upload on a busy machine; then the process is ended."""
MAKING_S: Final = 540
"""By the clock, for all variants of a picture."""
FOLDER_PREFIX: Final = "making-"

TURN: Final = threading.BoundedSemaphore(AT_ONCE)

log = structlog.get_logger(__name__)


class MakingError(Exception):
    """Variants that could not be made; they are tried again later."""


@contextmanager
def read(content: bytes) -> Iterator[tuple[Path, int, int] | Refused]:
    """Give a folder with what is kept of an upload, and its size; or why nothing is."""
    with _folder() as folder:
        with turns.waiting():
            said = _read(content, folder)
        yield said if isinstance(said, Refused) else _answer(said, Path(folder))


def _read(content: bytes, folder: str) -> dict[str, Any] | Refused:
    if not TURN.acquire(timeout=WAIT_S):
        return refuse(Refusal.PICTURES_BUSY)
    try:
        said = _run(["read", folder], content, READING_S)
    finally:
        TURN.release()
    return refuse(Refusal.PICTURE_HEAVY) if said is None else said


@contextmanager
def make(content: bytes, variants: Iterable[Variant]) -> Iterator[Path]:
    """Give a folder with variants of what was kept; MakingError if they cannot be made."""
    with _folder() as folder:
        names = [variant.name for variant in variants]
        said = _run(["make", folder, *names], content, MAKING_S)
        if said is None or "refused" in said:
            raise MakingError
        yield Path(folder)


def sweep() -> None:
    """Delete the folders that a killed process has left, when the site starts."""
    for folder in settings.TWEIPRESS_DATA.glob(f"{FOLDER_PREFIX}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder on the same disk as the pictures, so that files can be moved."""
    return tempfile.TemporaryDirectory(prefix=FOLDER_PREFIX, dir=settings.TWEIPRESS_DATA)


def _answer(said: dict[str, Any], folder: Path) -> tuple[Path, int, int] | Refused:
    if "refused" in said:
        return refuse(Refusal(said["refused"]), **said["figures"])
    width, height = int(said["width"]), int(said["height"])
    is_whole = all((folder / each(width).name).is_file() for each in (plan.kept, plan.basic))
    return (folder, width, height) if is_whole else refuse(Refusal.PICTURE_HEAVY)


def _run(asked: list[str], content: bytes, most_s: float) -> dict[str, Any] | None:
    """Return what the process says, None if it was ended, by its bounds or by the clock.

    It gets nothing of the environment, which may hold keys, and no open file of this process.
    """
    command = [sys.executable, "-I", "-m", "tweipress.pictures.making.child", *asked]
    try:
        ended = subprocess.run(  # noqa: S603  # our own module, in our own folder
            command, input=content, capture_output=True, timeout=most_s, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("picture_not_read", asked=asked[0], why="time")
        return None
    if ended.returncode:
        log.warning("picture_not_read", asked=asked[0], why=ended.returncode)
        return None
    said: dict[str, Any] = json.loads(ended.stdout)
    return said
