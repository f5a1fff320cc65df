"""The file of a backup: a zip with a member for each table, the uploads, the manifest and its seal.

Whole or not there: it grows under another name, and gets its own when all is written and safe. What
is read is bounded: nothing is unpacked that the manifest does not name, nor more than it says.
"""

import fcntl
import hashlib
import os
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self, cast

from tweipress.backup import manifest, sealing
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Manifest, Packed
from tweipress.backup.rows import Digest

MANIFEST: Final = "manifest.json"
SEAL: Final = "seal"
MANIFEST_MAX_BYTES: Final = 16_000_000
MEMBERS_MAX: Final = 1_000
"""Far more than a site has tables."""
RATIO_MAX: Final = 100
"""How much larger than the file its members may be: rows of text shrink to a tenth or so."""
ALWAYS_BYTES: Final = 64_000_000
"""So much is unpacked of any file: a small one may be of rows that are all alike."""
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
        self.members: dict[str, Packed] = {}

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
            hashed = _Hashed(stream)
            yield cast("IO[bytes]", hashed)
        self.members[name] = hashed.packed

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

    def seal(self, about: Manifest, key: bytes) -> None:
        """Write the manifest and its seal at last; make all durable under the partial name."""
        raw = about.as_json()
        self._zip.writestr(MANIFEST, raw)
        self.end_with(SEAL, sealing.seal(raw, key))

    def end_with(self, name: str, raw: bytes) -> None:
        """Write the last member; make all durable under the partial name."""
        self._zip.writestr(name, raw)
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


class _Hashed:
    """A stream that is hashed and counted while it is written to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._size_bytes = 0

    def write(self, piece: bytes) -> int:
        """Write on."""
        self._hash.update(piece)
        self._size_bytes += len(piece)
        return self._stream.write(piece)

    @property
    def packed(self) -> Packed:
        """Return what was written."""
        return Packed(self._size_bytes, self._hash.hexdigest())


class Reader:
    """A backup to be read; every damage, and every file that would unpack to too much, is named."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        """Open the file and read its manifest, sealed with the key if one is given."""
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
            self._refuse_too_much(path.stat().st_size)
            self.manifest = self._read_manifest(key)
            self._refuse_strangers()
        except CopyError:
            self.close()
            raise

    def _refuse_too_much(self, file_bytes: int) -> None:
        """Refuse a file of too many members, or that says it unpacks to far more than it is."""
        members = self._zip.infolist()
        unpacked_bytes = sum(about.file_size for about in members)
        if len(members) > MEMBERS_MAX or unpacked_bytes > RATIO_MAX * file_bytes + ALWAYS_BYTES:
            raise CopyError(
                Why.BACKUP_TOO_LARGE,
                f"It has {len(members)} members of {unpacked_bytes} bytes in a file of"
                f" {file_bytes}: no site's backup is like that.",
            )

    def _read_manifest(self, key: bytes | None) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise CopyError(Why.BACKUP_FOREIGN, "This file is no backup of Tweipress.")
        raw = self._read_short(MANIFEST)
        about = manifest.read(raw)
        if key is not None:
            has_seal = SEAL in self._zip.namelist()
            sealing.check(raw, self._read_short(SEAL) if has_seal else b"", key)
        return about

    def _read_short(self, name: str) -> bytes:
        with self.member(name) as stream:
            raw = stream.read(MANIFEST_MAX_BYTES)
            if stream.read(1):
                raise CopyError(Why.BACKUP_DAMAGED, f"Its {name} is too long.")
        return raw

    def _refuse_strangers(self) -> None:
        """Refuse members that the manifest does not name, are there twice, or are longer."""
        named = {MANIFEST, SEAL, *self.manifest.members}
        names = self._zip.namelist()
        if set(names) - named or len(set(names)) < len(names):
            raise CopyError(Why.BACKUP_DAMAGED, "It has members that its manifest does not name.")
        if missing := set(self.manifest.members) - set(names):
            raise CopyError(Why.BACKUP_DAMAGED, f"It lacks {min(missing)}.")
        for name, packed in self.manifest.members.items():
            if self._zip.getinfo(name).file_size != packed.size_bytes:
                raise CopyError(Why.BACKUP_DAMAGED, f"{name} is not as long as it was.")

    def read_through(self) -> None:
        """Read every member to its end and compare it, before anything is made of it."""
        for name, packed in self.manifest.members.items():
            hashed, left_bytes = hashlib.sha256(), packed.size_bytes
            with self.member(name) as stream:
                while piece := stream.read(BUFFER_BYTES):
                    hashed.update(piece)
                    left_bytes -= len(piece)
                    if left_bytes < 0:
                        raise CopyError(Why.BACKUP_DAMAGED, f"{name} is longer than it says.")
            if hashed.hexdigest() != packed.sha256:
                raise CopyError(Why.BACKUP_DAMAGED, f"{name} is not what was backed up.")

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
