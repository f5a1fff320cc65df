"""A site that is served for the load, whoever made it: its port, its processes, its requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final

from harness.process import Process

HOT: Final = "post-visited"
PAGE: Final = "posts-visited"
SIGNED_IN: Final = "posts"
LIKE: Final = "likes"
COMMENT: Final = "comments"
"""Kinds of work are called as their plans are on a Tweipress site."""


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
