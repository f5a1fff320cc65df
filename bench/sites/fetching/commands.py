"""Runs a command that a peer needs, or says why it has failed."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.sites.fetching.place import MissingError

TIMEOUT_S: Final = 1_200
"""Building a database driver on a slow machine takes minutes; more is a connection that hangs."""
WARNS: Final = ("W:", "npm warn", "WARN")
REASON_SIGNS: Final = 160
"""What fits into a table."""


def run(
    command: Sequence[str | Path], folder: Path, variables: Mapping[str, str] | None = None
) -> str:
    """Run a command in a folder, and return what it said."""
    name = Path(command[0]).name
    if shutil.which(command[0]) is None:
        raise MissingError(f"{name} is not installed")
    try:
        ended = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | (variables or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_S,
        )
    except subprocess.TimeoutExpired as error:
        raise MissingError(f"{name} took longer than {TIMEOUT_S} s") from error
    if ended.returncode:
        raise MissingError(f"{name} says: {reason(ended.stderr + ended.stdout)}")
    return ended.stdout


def reason(said: str) -> str:
    """Return the first line of what a command said that is no warning, for a table's cell."""
    lines = (line.strip() for line in said.splitlines())
    told = next((line for line in lines if line and not line.startswith(WARNS)), "nothing")
    return told.replace("|", "/")[:REASON_SIGNS]
