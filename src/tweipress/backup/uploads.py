"""The site's files outside its databases: members' uploads, and the few that it made itself."""

import hashlib
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, Final

from django.conf import settings

from tweipress.backup.archive import OWNER_ONLY
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.rows import Digest

FOLDER_OWNER_ONLY: Final = 0o700
PIECE_BYTES: Final = 1_000_000
KEPT_MAX_BYTES: Final = 10_000
KEPT: Final = ("secret_key", "clock", "demo-password")
"""What else a site keeps in its folder. A key that is a setting is not there, and not copied."""


def folder() -> Path:
    """Return where uploads are."""
    path: Path = settings.MEDIA_ROOT
    return path


def kept_files() -> list[Path]:
    """Return those of the kept files that this site has."""
    places = (settings.TWEIPRESS_DATA / name for name in KEPT)
    return [path for path in places if path.is_file()]


def pack(stream: IO[bytes]) -> Digest:
    """Write all uploads to a stream as a tar; what is taken away meanwhile is left out.

    Pictures at an S3 server are among them; a restored site sends them there again.
    """
    digest = Digest()
    with tarfile.open(fileobj=stream, mode="w|", format=tarfile.PAX_FORMAT) as packed:
        for name, file in each():
            _add(packed, digest, name, file)
    return digest


def each() -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the name and the content of each upload, wherever it is kept."""
    from tweipress.pictures.queries import files_elsewhere  # noqa: PLC0415  # apps must be loaded first

    for path in _files(folder()):
        with suppress(FileNotFoundError), path.open("rb") as file:
            yield path.relative_to(folder()).as_posix(), file
    yield from files_elsewhere()


def _add(packed: tarfile.TarFile, digest: Digest, name: str, file: IO[bytes]) -> None:
    about = tarfile.TarInfo(name)
    about.size = os.fstat(file.fileno()).st_size
    hashed = _Hashed(file)
    packed.addfile(about, hashed)
    digest.add(_line(name, hashed.hexdigest))


def unpack(stream: IO[bytes], to: Path) -> Digest:
    """Write the files of a tar below a new folder, and return the digest over what was written."""
    digest = Digest()
    to.mkdir(mode=FOLDER_OWNER_ONLY)
    try:
        with tarfile.open(fileobj=stream, mode="r|") as packed:
            for about in packed:
                source = (
                    packed.extractfile(about) if about.isreg() and not about.issparse() else None
                )
                if source is None or not is_safe(about.name):
                    raise CopyError(
                        Why.BACKUP_DAMAGED, f"It holds {about.name!r}, which is no upload's name."
                    )
                path = to / about.name
                path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
                hashed = _Hashed(source)
                number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
                with os.fdopen(number, "wb") as file:
                    shutil.copyfileobj(hashed, file, PIECE_BYTES)
                digest.add(_line(about.name, hashed.hexdigest))
    except (tarfile.TarError, FileExistsError) as error:
        raise CopyError(Why.BACKUP_DAMAGED, f"Its uploads cannot be read: {error}.") from error
    return digest


def _files(top: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(top):
        folders.sort()
        paths = (Path(place) / name for name in sorted(names))
        yield from (path for path in paths if path.is_file())


def is_safe(name: str) -> bool:
    """Tell whether a name stays below the folder that it is put in."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not PurePosixPath(name).is_absolute() and ".." not in parts


def _line(name: str, hashed: str) -> bytes:
    return f"{name}\0{hashed}".encode(errors="surrogateescape")


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self._file.read(size)
        self._hash.update(piece)
        return piece

    @property
    def hexdigest(self) -> str:
        """Return the hash of what was read."""
        return self._hash.hexdigest()
