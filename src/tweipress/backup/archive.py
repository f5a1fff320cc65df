"""The file of a backup: a zip with a member for each table, the uploads, and the manifest at last.

Whole or not there: it grows under another name, and gets its own when all is written and safe.
"""

import fcntl
import os
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from tweipress.backup import manifest
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Manifest
from tweipress.backup.rows import Digest

MANIFEST: Final = "manifest.json"
MANIFEST_MAX_BYTES: Final = 16_000_000
LINE_MAX_BYTES: Final = 256_000_000
BUFFER_BYTES: Final = 1_000_000
FAST: Final = 1
OWNER_ONLY: Final = 0o600
PARTIAL: Final = ".part"


class Writer:
    """A backup in the making, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        """Begin next to `path`; CopyError when a file is there, or another backup is being made."""
        self.path = path
        self.partial = path.with_name(path.name + PARTIAL)
        if path.exists():
            raise CopyError(Why.TARGET_WRONG, f"{path} is there already: name another file.")
        number = os.open(self.partial, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        self._file = os.fdopen(number, "w+b")
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = os.fstat(number).st_ino == self.partial.stat().st_ino
        except (BlockingIOError, FileNotFoundError):
            is_ours = False
        if not is_ours:
            self._file.close()
            raise CopyError(Why.TARGET_WRONG, f"{path} is being written by another backup.")
        os.fchmod(number, OWNER_ONLY)
        self._file.truncate()
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST)

    def __enter__(self) -> Self:
        """Write within `with`: what ends by an exception leaves no file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take away what was not given its name."""
        if not self._file.closed:
            self._zip.fp = None  # or the zip, when it is forgotten, would end a file that is gone
            self.partial.unlink(missing_ok=True)
            self._file.close()

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Give a stream to write a member to, however long it gets."""
        with self._zip.open(name, "w", force_zip64=True) as stream:
            yield stream

    def lines(self, name: str, lines: Iterable[bytes]) -> Digest:
        """Write a member of lines, and return the digest over them."""
        digest = Digest()
        with self.member(name) as stream:
            buffer = bytearray()
            for line in lines:
                digest.add(line)
                buffer += line
                if len(buffer) > BUFFER_BYTES:
                    stream.write(buffer)
                    buffer.clear()
            stream.write(buffer)
        return digest

    def seal(self, about: Manifest) -> None:
        """Write the manifest, last of all, and make everything durable under the partial name."""
        self._zip.writestr(MANIFEST, about.as_json())
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())

    def publish(self) -> None:
        """Give the sealed file its own name, unless somebody else took it meanwhile."""
        if self.path.exists():
            raise CopyError(Why.TARGET_WRONG, f"{self.path} has appeared meanwhile.")
        self.partial.rename(self.path)
        self._file.close()
        sync_folder(self.path.parent)


class Reader:
    """A backup to be read; every damage ends in CopyError."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its manifest."""
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise CopyError(Why.TARGET_WRONG, f"{path}: {error.strerror}.") from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise CopyError(
                Why.BACKUP_DAMAGED,
                f"{path} is no whole backup: it was cut off, damaged, or is something else.",
            ) from error
        try:
            self.manifest = self._read_manifest()
        except CopyError:
            self.close()
            raise

    def _read_manifest(self) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise CopyError(Why.BACKUP_FOREIGN, "This file is no backup of Tweipress.")
        with self.member(MANIFEST) as stream:
            raw = stream.read(MANIFEST_MAX_BYTES)
            if stream.read(1):
                raise CopyError(Why.BACKUP_DAMAGED, "Its manifest is too long.")
        return manifest.read(raw)

    def read_through(self) -> None:
        """Read every member to its end, so that damage shows before anything is made of it."""
        for name in self._zip.namelist():
            with self.member(name) as stream:
                while stream.read(BUFFER_BYTES):
                    pass

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()

    def lines(self, name: str) -> Generator[bytes]:
        """Yield a member's lines."""
        with self.member(name) as stream:
            while line := stream.readline(LINE_MAX_BYTES):
                yield line

    @contextmanager
    def member(self, name: str) -> Iterator[IO[bytes]]:
        """Give a member's stream."""
        with damage_named(name), self._zip.open(name) as stream:
            yield stream


@contextmanager
def damage_named(name: str) -> Iterator[None]:
    """Say which member cannot be read."""
    try:
        yield
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, UnicodeError),
        *(NotImplementedError, RuntimeError),
    ) as error:
        raise CopyError(Why.BACKUP_DAMAGED, f"{name} cannot be read: {error}.") from error


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable."""
    with suppress(PermissionError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
