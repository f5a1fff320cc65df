"""The files of pictures, by digest, wherever the site keeps them: its own disk, or S3."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.crypto import salted_hmac

from tweipress.pictures.models import DIGEST_CHARS
from tweipress.pictures.plan import Variant, variants

STORAGE: Final = "pictures"
"""Its name in the setting STORAGES."""
FOLDER: Final = "pictures"
PARTS_CHARS: Final = 2
"""A folder for each beginning of a digest: a folder with all pictures would be slow to list."""


def storage() -> Storage:
    """Return where the files are."""
    return storages[STORAGE]


def digest_of(content: bytes) -> str:
    """Return the digest of an upload: the same for the same file on this site, and on no other.

    It is keyed, so that whoever has a file cannot ask a site whether it has that file too.
    """
    hashed = salted_hmac("tweipress.pictures", content, algorithm="sha256")
    return hashed.hexdigest()[:DIGEST_CHARS]


def path_of(digest: str, variant: Variant) -> str:
    """Return where a file is in the storage."""
    return f"{_folder(digest)}/{variant.name}"


def opened(digest: str, variant: Variant) -> "File[bytes]":
    """Open a file; FileNotFoundError if it has not been made, or is gone."""
    path = path_of(digest, variant)
    try:
        return storage().open(path)
    except FileNotFoundError:
        if is_own_disk():
            raise
        return _own_disk().open(path)  # it has not been sent yet


def is_own_disk() -> bool:
    """Tell whether files stay in the site's folder."""
    return isinstance(storage(), FileSystemStorage)


def to_be_sent() -> Iterator[Path]:
    """Yield files in the site's folder that belong elsewhere: from a backup, or from before."""
    top = Path(_own_disk().path(FOLDER))
    if not is_own_disk():
        yield from (path for path in top.rglob("*") if path.is_file())


def send(path: Path) -> None:
    """Keep a file of the site's folder where files belong, and then no longer here."""
    name = path.relative_to(_own_disk().location).as_posix()
    with path.open("rb") as file:
        storage().save(name, File(file))
    path.unlink()


def elsewhere(digest: str, width: int) -> Iterator[tuple[str, "File[bytes]"]]:
    """Yield names and open files of a picture that are not in the site's folder, for a backup."""
    if is_own_disk():
        return
    for variant in variants(width):
        name = path_of(digest, variant)
        with suppress(FileNotFoundError), storage().open(name) as file:
            yield name, file


def is_there(digest: str, variant: Variant) -> bool:
    """Tell whether a file has been made."""
    return storage().exists(path_of(digest, variant))


def keep(digest: str, variant: Variant, made: Path) -> int:
    """Keep a file that was made, all of it or nothing; return its size.

    On the site's own disk it is moved: nobody reads a part of it.
    """
    size_bytes = made.stat().st_size
    with made.open("rb") as file:
        storage().save(path_of(digest, variant), _Made(file, made))
    return size_bytes


def delete(digest: str, width: int) -> None:
    """Delete all files of a picture, those that are not there too."""
    for each in (storage(), _own_disk()):
        for variant in variants(width):
            each.delete(path_of(digest, variant))
    with suppress(OSError):  # a file is made at this moment
        _own_disk().delete(_folder(digest))


def missing(digest: str, wanted: Iterable[Variant]) -> list[Variant]:
    """Return those of the files that are not there."""
    return [variant for variant in wanted if not is_there(digest, variant)]


def _own_disk() -> FileSystemStorage:
    """Return the site's folder, whatever the setting says."""
    return FileSystemStorage()


def _folder(digest: str) -> str:
    return f"{FOLDER}/{digest[:PARTS_CHARS]}/{digest}"


class _Made(File):  # type: ignore[type-arg]  # it takes none while it runs
    """A file that Django's storage on a disk moves instead of copying it."""

    def __init__(self, file: object, path: Path) -> None:
        super().__init__(file, name=path.name)  # type: ignore[arg-type]  # an open file
        self._path = path

    def temporary_file_path(self) -> str:
        """Return where it is."""
        return str(self._path)
