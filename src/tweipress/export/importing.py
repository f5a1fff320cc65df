"""Making an empty site the one of an export: all of it, or nothing.

The books are the exported journal with what follows from it, and count only if the audit, which
plays the journal again, comes to the same. Nothing is deposited, and no act is played.
"""

import json
import os
import shutil
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from django.db.migrations.loader import MigrationLoader

from tweipress.backup.archive import LINE_MAX_BYTES, OWNER_ONLY
from tweipress.backup.building import PARTS, Say
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Counted, Part
from tweipress.backup.restore import half_restored, take_in, taken_by
from tweipress.backup.uploads import FOLDER_OWNER_ONLY
from tweipress.export.contents import FILES, Contents, Filed
from tweipress.export.opened import Opened

ENCODE: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""As rows of a backup are written: what is stored is compared with it."""


def import_site(path: Path, say: Say) -> Contents:
    """Put the site of an export in place of an empty one."""
    with closing(Exported(path)) as source:
        if not half_restored().exists() and (taken := taken_by()):
            raise CopyError(
                Why.SITE_TAKEN,
                f"A site is here already ({taken}), and an export is taken into an empty one"
                " alone: name another folder by TWEIPRESS_DATA. Nothing was changed.",
            )
        take_in(source, say)
        return source.contents


class Exported:
    """An export as a source of rows and files; CopyError for one that this version cannot use."""

    def __init__(self, path: Path) -> None:
        """Open it and see who wrote it."""
        self._opened = Opened(path)
        self.contents = self._opened.contents
        known = MigrationLoader(None).graph.nodes
        for database in self.contents.databases.values():
            if unknown := [node for node in database.migrations if node not in known]:
                self.close()
                raise CopyError(
                    Why.EXPORT_NEWER,
                    f"Tweipress {self.contents.tweipress} wrote this export, and its tables are"
                    f" those of {'.'.join(unknown[0])}, which this version does not know: install"
                    " the version that wrote it, or a newer one.",
                )

    def part(self, alias: str) -> Part:
        """Return what is known about one of the databases."""
        try:
            database = self.contents.databases[PARTS[alias]]
        except KeyError as error:
            raise CopyError(Why.EXPORT_DAMAGED, f"It lacks the {PARTS[alias]}.") from error
        tables = {
            name: Counted(filed.rows, "", filed.columns) for name, filed in database.tables.items()
        }
        return Part(database.migrations, tables, database.numbers)

    def lines(self, alias: str, table: str) -> Generator[bytes]:
        """Yield the rows of a table; none of one that was left out."""
        filed = self.contents.databases[PARTS[alias]].tables[table]
        if not filed.file:
            return
        if filed.file not in self.contents.files:
            raise CopyError(Why.EXPORT_DAMAGED, f"It lacks {filed.file}.")
        with self._opened.stream(filed.file) as stream:
            number = 0
            while line := stream.readline(LINE_MAX_BYTES):
                number += 1
                yield _row(line, filed, number)

    def read_through(self) -> None:
        """Find damage before anything is made of it."""
        self._opened.read_through()

    def unpack_uploads(self, to: Path) -> None:
        """Write the uploads below a new folder."""
        to.mkdir(mode=FOLDER_OWNER_ONLY)
        for name in self.contents.files:
            if not name.startswith(FILES):
                continue
            path = to / name.removeprefix(FILES)
            path.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(number, "wb") as file, self._opened.stream(name) as stream:
                shutil.copyfileobj(stream, file)

    @property
    def kept_names(self) -> list[str]:
        """Return nothing: a site's keys are its own."""
        return []

    def kept(self, name: str) -> bytes:
        """Return nothing, as said above."""
        raise KeyError(name)

    def close(self) -> None:
        """Let the files go."""
        self._opened.close()


def _row(line: bytes, filed: Filed, number: int) -> bytes:
    """Return a row as a copy of a site has it."""
    where = f"{filed.file}, line {number}"
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CopyError(Why.EXPORT_DAMAGED, f"{where} is no JSON: {error}.") from error
    if not isinstance(row, dict) or row.keys() != set(filed.columns):
        raise CopyError(Why.EXPORT_DAMAGED, f"{where} has not the columns of its table.")
    return ENCODE([row[column] for column in filed.columns]).encode() + b"\n"
