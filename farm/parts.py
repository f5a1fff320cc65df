"""Runs sites side by side, each in a process of its own that saves its results."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from farm.play import FAMILIES, SITES, Played
from farm.stage.family import Bound
from farm.stage.reckoning import Reckoning

T = TypeVar("T")


class PlayBrokenError(RuntimeError):
    """The play of a site did not end."""


def side_by_side(seed: int, meanwhile: Callable[[], T]) -> tuple[list[Played], T]:
    """Play every site and do something else meanwhile; return both results."""
    names = {kind: name for name, kind in FAMILIES.items()}
    with tempfile.TemporaryDirectory(prefix="tweipress-farm-") as folder:
        files = [Path(folder) / f"site-{number}.json" for number, _ in enumerate(SITES)]
        started = [
            _started(file, seed, [names[kind] for kind in kinds])
            for file, kinds in zip(files, SITES, strict=True)
        ]
        result = meanwhile()
        statuses = [site.wait() for site in started]
        if any(statuses):
            raise PlayBrokenError(f"ended with {statuses}")
        return [play for file in files for play in kept(file)], result


def keep(file: Path, played: Sequence[Played]) -> None:
    """Save the result of a play in a file."""
    rows = [
        {
            **play._asdict(),
            "end": vars(play.end),
            "bounds": [bound._asdict() for bound in play.bounds],
        }
        for play in played
    ]
    file.write_text(json.dumps(rows), encoding="utf-8")


def kept(file: Path) -> list[Played]:
    """Return the result of a play from a file."""
    return [_played(row) for row in json.loads(file.read_text(encoding="utf-8"))]


def _played(row: dict[str, Any]) -> Played:
    end = Reckoning(**{**row["end"], "met": Counter(row["end"]["met"])})
    bounds = tuple(Bound(**bound) for bound in row["bounds"])
    return Played(row["number"], row["what"], end, bounds)


def _started(file: Path, seed: int, names: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "farm", "--keep", str(file), "--seed", str(seed), *names]
    return subprocess.Popen(command, env=dict(os.environ))
