"""A site that is served for the load, whoever made it: its port, its processes, its requests."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from harness.process import Process

HOT: Final = "post-visited"
PAGE: Final = "posts-visited"
SIGNED_IN: Final = "posts"
LIKE: Final = "likes"
COMMENT: Final = "comments"
"""Kinds of work are called as their plans are on a Tweipress site."""
ACCEPTED: Final = {"Accept-Encoding": "gzip"}
Planned = dict[str, Any]


@dataclass(frozen=True)
class Running:
    """A served site; a kind of work that it has not is not among its plans."""

    name: str
    port: int
    processes: tuple[Process, ...]
    plans: Mapping[str, tuple[Path, HTTPStatus]]
    """What is sent for each kind of work, and what a good answer is."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all its processes."""
        return tuple(number for process in self.processes for number in process.family)


def write(file: Path, requests: Iterable[Planned]) -> Path:
    """Write a plan as load.py reads it."""
    file.write_text("".join(f"{json.dumps(line)}\n" for line in requests), encoding="ascii")
    return file


def asked(path: str, headers: Mapping[str, str] | None = None, body: str | None = None) -> Planned:
    """Return a request for a page, or one with a body."""
    return {"path": path, "headers": {**ACCEPTED, **(headers or {})}, "body": body}
