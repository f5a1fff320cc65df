"""Sites side by side: each is played by a process of its own, which keeps what it found."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from farm.family import Bound
from farm.play import FAMILIES, SITES, Played
from farm.reckoning import Reckoning

T = TypeVar("T")


class PlayBrokenError(RuntimeError):
    """A site's play did not come to its end."""


def side_by_side(seed: int, meanwhile: Callable[[], T]) -> tuple[list[Played], T]:
    """Play every site, do something else meanwhile, and return what came of both."""
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
    """Leave what a play found in a file."""
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
    """Return what a play has left in a file."""
    return [_played(row) for row in json.loads(file.read_text(encoding="utf-8"))]


def _played(row: dict[str, Any]) -> Played:
    end = Reckoning(**{**row["end"], "met": Counter(row["end"]["met"])})
    bounds = tuple(Bound(**bound) for bound in row["bounds"])
    return Played(row["number"], row["what"], end, bounds)


def _started(file: Path, seed: int, names: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "farm", "--keep", str(file), "--seed", str(seed), *names]
    return subprocess.Popen(command, env=dict(os.environ))
