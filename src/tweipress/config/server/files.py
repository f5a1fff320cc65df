"""Large files among the answers: granian reads them itself, by a path in this process alone."""

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final, NamedTuple

from tweipress.config.server import bounds

OPEN_FILES: Final = "/dev/fd"
"""Where Linux and macOS show a process its own open files, also those that have no name."""


class Handed(NamedTuple):
    """A file that was handed over, open until `close`."""

    number: int

    @property
    def path(self) -> str:
        """Return where granian finds it."""
        return f"{OPEN_FILES}/{self.number}"

    def close(self) -> None:
        """Let go of it; whoever has opened it meanwhile reads on."""
        os.close(self.number)


def handed(answer: Iterable[bytes]) -> Handed | None:
    """Return the file that an answer consists of, if it is large; the answer can be closed then.

    Django says so of a FileResponse whose content no middleware has replaced. What is not a plain
    file, or is sent in part, is an answer like others.
    """
    file: Any = getattr(answer, "file_to_stream", None)
    with suppress(AttributeError, OSError, ValueError):
        size = os.fstat(file.fileno()).st_size
        if size >= bounds.FILE_BYTES and answer["Content-Length"] == str(size):  # type: ignore[index]  # a response has headers
            return Handed(os.dup(file.fileno()))
    return None
