"""Putting a backup in place of a site: all of it, or nothing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import DatabaseError, connections

from tweipress import bank
from tweipress.backup import sealing, uploads
from tweipress.backup.archive import OWNER_ONLY, sync_folder
from tweipress.backup.backup import Backup, stamp
from tweipress.backup.building import PARTS, Say, Source, audited, build
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Manifest
from tweipress.backup.staging import NEW, Staged, put_in_place, staged

MARK: Final = "restore-under-way"
MADE_BY_MIGRATIONS: Final = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True)
class Restored:
    """What is in place now; `former` is where what was there before is kept."""

    manifest: Manifest
    former: tuple[str, ...]


class Whole(Source, Protocol):
    """A copy of a whole site: rows, uploads, and the few files that the site made itself."""

    @property
    def kept_names(self) -> list[str]:
        """Return the names of the site's own small files in it."""
        ...

    def kept(self, name: str) -> bytes:
        """Return the content of one of them."""
        ...

    def read_through(self) -> None:
        """Find damage before anything is made of it."""
        ...

    def unpack_uploads(self, to: Path) -> None:
        """Write the uploads below a new folder."""
        ...


def half_restored() -> Path:
    """Return the file that is there while a restored site is put in place: do not serve then."""
    path: Path = settings.TWEIPRESS_DATA / MARK
    return path


def restore(
    path: Path, key: bytes | None, say: Say, *, replace: bool = False, audit: bool = True
) -> Restored:
    """Make this site the one in a backup, or leave everything as it is.

    A site that has content is replaced on request alone, and kept aside. No teller may be at work.
    `key` is the one that it must be sealed with; None takes rows as they are, whoever wrote them.
    """
    with closing(Backup(path, key)) as copy:
        if not replace and not half_restored().exists() and (taken := taken_by()):
            raise CopyError(
                Why.SITE_TAKEN,
                f"A site is here already ({taken}). With --replace it is put aside, not destroyed.",
            )
        restored = Restored(copy.manifest, take_in(copy, say, audit=audit))
        if key is not None:
            sealing.keep(key)
        return restored


def take_in(copy: Whole, say: Say, *, audit: bool = True) -> tuple[str, ...]:
    """Build a copy beside this site, and put it in its place; return where the former one is."""
    with ExitStack() as stack:
        try:
            stack.enter_context(bank.books_at_rest())
        except bank.BooksClosedError as error:
            raise CopyError(Why.SITE_RUNS, str(error)) from error
        copy.read_through()
        files = stack.enter_context(_unpacked(copy))
        copies = {alias: stack.enter_context(staged(alias)) for alias in PARTS}
        aliases = {alias: staged_copy.alias for alias, staged_copy in copies.items()}
        build(copy, aliases, say)
        if audit:
            audited(aliases)
        return _put_in_place(copies, files)


def taken_by() -> str:
    """Return what shows that the databases hold a site, empty if nothing does."""
    for alias in PARTS:
        described = connections.settings[alias]
        is_file = described["ENGINE"].endswith("sqlite3")
        if is_file and not Path(described["NAME"]).exists():
            continue
        try:
            names = connections[alias].introspection.table_names()
            with connections[alias].cursor() as cursor:
                for name in sorted(set(names) - MADE_BY_MIGRATIONS):
                    cursor.execute(f'SELECT 1 FROM "{name}" LIMIT 1')  # noqa: S608  # the database's own names
                    if cursor.fetchone():
                        return f"{name} has rows"
        except DatabaseError as error:
            raise CopyError(
                Why.DATABASE_FAILED, f"{described['NAME']} cannot be used: {error}."
            ) from error
    return ""


@contextmanager
def _unpacked(copy: Whole) -> Iterator[list[tuple[Path, Path]]]:
    """Unpack the site's files next to those in use; each pair is the new one and its place."""
    pairs = [(_new(uploads.folder()), uploads.folder())]
    _forget(pairs[0][0])
    try:
        copy.unpack_uploads(pairs[0][0])
        for name in copy.kept_names:
            if name not in uploads.KEPT:
                raise CopyError(Why.BACKUP_DAMAGED, f"{name!r} is no file of a site.")
            place: Path = settings.TWEIPRESS_DATA / name
            _forget(_new(place))
            if place.is_file() and place.read_bytes() == copy.kept(name):
                continue
            number = os.open(_new(place), os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(number, "wb") as file:
                file.write(copy.kept(name))
            pairs.append((_new(place), place))
        yield pairs
    finally:
        for new, _ in pairs:
            _forget(new)


def _put_in_place(copies: dict[str, Staged], files: list[tuple[Path, Path]]) -> tuple[str, ...]:
    """Use everything from now on; a mark says so while it is done in part."""
    now, mark = stamp(), half_restored()
    for alias in copies:
        connections[alias].close()
    mark.touch(OWNER_ONLY)
    sync_folder(mark.parent)
    former = [staged_copy.move_in(now) for staged_copy in copies.values()]
    former += [put_in_place(new, place, now) for new, place in files]
    mark.unlink()
    return tuple(filter(None, former))


def _new(place: Path) -> Path:
    return place.with_name(place.name + NEW)


def _forget(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
