"""An export to be read, in a zip or a folder: nothing is read that `export.json` does not name."""

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Final, Protocol

from tweipress.backup.archive import ALWAYS_BYTES, BUFFER_BYTES, RATIO_MAX
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.uploads import is_safe
from tweipress.export import contents
from tweipress.export.contents import Contents

CONTENTS_MAX_BYTES: Final = 256_000_000
"""About 150 bytes for each file of a site: a million of them."""

UNREADABLE: Final = (
    *(OSError, KeyError, EOFError, ValueError, zipfile.BadZipFile, zlib.error),
    *(NotImplementedError, RuntimeError),
)


class Shelf(Protocol):
    """Where the files of an export are."""

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file; OSError or KeyError if it cannot be."""
        ...

    def close(self) -> None:
        """Let it go."""
        ...


class Opened:
    """The files of an export; CopyError for each that is not as it was written."""

    def __init__(self, path: Path) -> None:
        """Read what it says of itself."""
        self._shelf = _shelf(path)
        try:
            with self.stream(contents.NAME) as stream, _damage_named(contents.NAME):
                raw = stream.read(CONTENTS_MAX_BYTES)
            self.contents: Contents = contents.read(raw)
            for name in self.contents.files:
                if not is_safe(name) or "\\" in name or "\0" in name:
                    raise CopyError(Why.EXPORT_DAMAGED, f"It names {name!r}, which is no file.")
            if not path.is_dir():
                self._refuse_too_much(path.stat().st_size)
        except BaseException:
            self.close()
            raise

    def _refuse_too_much(self, file_bytes: int) -> None:
        unpacked_bytes = sum(packed.size_bytes for packed in self.contents.files.values())
        if unpacked_bytes > RATIO_MAX * file_bytes + ALWAYS_BYTES:
            raise CopyError(
                Why.EXPORT_TOO_LARGE,
                f"It would unpack to {unpacked_bytes} bytes from a file of {file_bytes}: no site's"
                " export is like that.",
            )

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file's stream."""
        with _damage_named(name):
            opened = self._shelf.open(name)
        with opened as stream:
            yield stream

    def read_through(self) -> None:
        """Read every file to its end and compare it, before anything is made of it."""
        for name, packed in self.contents.files.items():
            hashed, left_bytes = hashlib.sha256(), packed.size_bytes
            with self.stream(name) as stream, _damage_named(name):
                while left_bytes >= 0 and (piece := stream.read(BUFFER_BYTES)):
                    hashed.update(piece)
                    left_bytes -= len(piece)
            if left_bytes or hashed.hexdigest() != packed.sha256:
                raise CopyError(Why.EXPORT_DAMAGED, f"{name} is not what was exported.")

    def close(self) -> None:
        """Let the files go."""
        self._shelf.close()


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    """Say which file cannot be read."""
    try:
        yield
    except UNREADABLE as error:
        why = Why.EXPORT_FOREIGN if name == contents.NAME else Why.EXPORT_DAMAGED
        raise CopyError(why, f"{name} cannot be read: {error}.") from error


def _shelf(path: Path) -> Shelf:
    if path.is_dir():
        return _Folder(path)
    try:
        return _Zip(path)
    except OSError as error:
        raise CopyError(Why.TARGET_WRONG, f"{path}: {error.strerror}.") from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CopyError(
            Why.EXPORT_DAMAGED, f"{path} is no whole zip: it was cut off, or is something else."
        ) from error


class _Zip:
    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        return self._zip.open(name)

    def close(self) -> None:
        self._zip.close()


class _Folder:
    """A folder, of which no file is read through a link that leads elsewhere."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        path = self._path / name
        if not stat.S_ISREG(os.lstat(path).st_mode) or path.resolve() != path:
            raise OSError("it is no plain file")
        return path.open("rb")

    def close(self) -> None:
        """Nothing is held."""
