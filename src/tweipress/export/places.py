"""Where an export is written: a zip or a folder, whole or not there."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Protocol, Self, cast

from tweipress.backup.archive import OWNER_ONLY, PARTIAL, Writer, sync_folder
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Packed
from tweipress.backup.uploads import FOLDER_OWNER_ONLY

ZIP: Final = ".zip"


class Place(Protocol):
    """What an export is written to; `members` are the files that were."""

    members: dict[str, Packed]

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def member(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Give a stream to write a file to, however long it gets."""
        ...

    def end_with(self, name: str, raw: bytes) -> None:
        """Write the last file."""
        ...

    def publish(self) -> None:
        """Give what is written its own name."""
        ...


def place_at(path: Path) -> Place:
    """Return a new zip if the name ends so, else a new folder; CopyError if it is there."""
    if not path.parent.is_dir():
        raise CopyError(Why.TARGET_WRONG, f"{path.parent} is no folder.")
    return Writer(path) if path.suffix.lower() == ZIP else Folder(path)


class Folder:
    """An export in a folder, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """Begin next to `path`; CopyError when something is there."""
        self.path = path
        self.partial = path.with_name(path.name + PARTIAL)
        if path.exists():
            raise CopyError(Why.TARGET_WRONG, f"{path} is there already: name another folder.")
        if self.partial.exists():
            raise CopyError(
                Why.TARGET_WRONG,
                f"{self.partial} is there: another export is at work, or was cut off. Delete it.",
            )
        self.partial.mkdir(mode=FOLDER_OWNER_ONLY)
        self.members: dict[str, Packed] = {}

    def __enter__(self) -> Self:
        """Write within `with`: what ends by an exception leaves no folder."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was not given its name."""
        if self.partial.exists():
            shutil.rmtree(self.partial)

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Give a stream to write a file to, however long it gets."""
        path = self.partial / name
        path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(number, "wb") as file:
            stream = _Hashed(file)
            yield cast("IO[bytes]", stream)
            file.flush()
            os.fsync(number)
        self.members[name] = Packed(stream.size_bytes, stream.hash.hexdigest())

    def end_with(self, name: str, raw: bytes) -> None:
        """Write the last file."""
        with self.member(name) as stream:
            stream.write(raw)

    def publish(self) -> None:
        """Give the folder its own name, unless somebody else took it meanwhile."""
        if self.path.exists():
            raise CopyError(Why.TARGET_WRONG, f"{self.path} has appeared meanwhile.")
        self.partial.rename(self.path)
        sync_folder(self.path.parent)


class _Hashed:
    """A stream that is hashed and counted while it is written to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.hash = hashlib.sha256()
        self.size_bytes = 0

    def write(self, piece: bytes) -> int:
        """Write on."""
        self.hash.update(piece)
        self.size_bytes += len(piece)
        return self._stream.write(piece)
