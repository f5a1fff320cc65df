"""Making a backup: from the running site into one file, which is built and audited once."""

import tempfile
from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.db.migrations.loader import MigrationLoader

from tweipress import bank
from tweipress.backup import sealing, uploads
from tweipress.backup.archive import Reader, Writer
from tweipress.backup.building import PARTS, Say, audited, build
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Counted, Manifest, Part
from tweipress.backup.snapshot import Snapshot, snapshots
from tweipress.backup.staging import on_scratch_files

UPLOADS: Final = "uploads.tar"
KEPT: Final = "files"
SCRATCH: Final = ".tweipress-"


@dataclass(frozen=True)
class Made:
    """A backup, and the tables that were left out because no migration of the site made them."""

    path: Path
    manifest: Manifest
    strangers: tuple[str, ...] = ()


class Backup:
    """A backup as a source of rows and files; CopyError for one that this version cannot use."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        """Open it and see who wrote it; without a key nobody can tell whether that is true."""
        self._reader = Reader(path, key)
        self.manifest = self._reader.manifest
        known = MigrationLoader(None).graph.nodes
        for part in self.manifest.parts.values():
            if unknown := [node for node in part.migrations if node not in known]:
                self.close()
                raise CopyError(
                    Why.BACKUP_NEWER,
                    f"Tweipress {self.manifest.tweipress} wrote this backup, and its tables are"
                    f" those of {'.'.join(unknown[0])}, which this version does not know: install"
                    " the version that wrote it, or a newer one.",
                )

    def part(self, alias: str) -> Part:
        """Return what is known about one of the databases."""
        try:
            return self.manifest.parts[PARTS[alias]]
        except KeyError as error:
            raise CopyError(Why.BACKUP_DAMAGED, f"It lacks the {PARTS[alias]}.") from error

    def lines(self, alias: str, table: str) -> Generator[bytes]:
        """Yield the rows of a table."""
        return self._reader.lines(_member(alias, table))

    def read_through(self) -> None:
        """Find damage before anything is made of it."""
        self._reader.read_through()

    def unpack_uploads(self, to: Path) -> None:
        """Write the uploads below a new folder."""
        with self._reader.member(UPLOADS) as stream:
            unpacked = uploads.unpack(stream, to)
        if unpacked.text != self.manifest.uploads.digest:
            raise CopyError(Why.BACKUP_DAMAGED, "Its uploads are not what was backed up.")

    @property
    def kept_names(self) -> list[str]:
        """Return the names of the site's own small files in it."""
        return self.manifest.kept

    def kept(self, name: str) -> bytes:
        """Return the content of one of the site's own small files."""
        with self._reader.member(f"{KEPT}/{name}") as stream:
            return stream.read(uploads.KEPT_MAX_BYTES)

    def close(self) -> None:
        """Let the file go."""
        self._reader.close()


def backup(to: Path, say: Say, *, audit: bool = True) -> Made:
    """Copy the site into a file while it runs; build the copy once on the side, and audit it.

    `to` is a new file, or a folder that is there. Without `audit` the copy is neither built nor
    audited, and its manifest says so.
    """
    path = to / f"tweipress-{stamp()}.zip" if to.is_dir() else to
    if not path.parent.is_dir():
        raise CopyError(Why.TARGET_WRONG, f"{path.parent} is no folder.")
    with Writer(path) as writer:
        key = sealing.own_key()
        made = _write(writer, key, say, audit=audit)
        if audit:
            check(writer.partial, key, say)
        writer.publish()
    return made


def check(path: Path, key: bytes | None, say: Say) -> Manifest:
    """Build the site of a backup on scratch files next to it, audit it, and throw it away.

    `key` is the one that it must be sealed with; None takes rows as they are, whoever wrote them.
    """
    copy = Backup(path, key)
    try:
        with (
            tempfile.TemporaryDirectory(prefix=SCRATCH, dir=path.parent) as folder,
            on_scratch_files(Path(folder)) as aliases,
        ):
            copy.read_through()
            copy.unpack_uploads(Path(folder) / "uploads")
            build(copy, aliases, say)
            audited(aliases)
    finally:
        copy.close()
    return copy.manifest


def stamp() -> str:
    """Return the time for a name."""
    return datetime.now(UTC).strftime("%Y%m%d-%H%M%S")


def _write(writer: Writer, key: bytes, say: Say, *, audit: bool) -> Made:
    """Write all members; the uploads first, since what is replaced meanwhile is missing."""
    taken = datetime.now(UTC).isoformat(timespec="seconds")
    with snapshots(*PARTS) as held:
        books = held[0]
        head = bank.journal_end(books.alias)
        with writer.member(UPLOADS) as stream:
            packed = uploads.pack(stream)
        kept = uploads.kept_files()
        for path in kept:
            with writer.member(f"{KEPT}/{path.name}") as stream:
                stream.write(path.read_bytes())
        parts = {
            name: _write_part(writer, alias, snapshot, say)
            for (alias, name), snapshot in zip(PARTS.items(), held, strict=True)
        }
        strangers = tuple(name for snapshot in held for name in snapshot.strangers)
    about = Manifest(
        taken=taken,
        head_seq=head.seq,
        head_hash=head.hash,
        parts=parts,
        uploads=Counted(packed.rows, packed.text),
        kept=[path.name for path in kept],
        audited=audit,
        members=writer.members,
    )
    writer.seal(about, key)
    return Made(writer.path, about, strangers)


def _write_part(writer: Writer, alias: str, snapshot: Snapshot, say: Say) -> Part:
    tables = {}
    for table in snapshot.tables:
        digest = writer.lines(_member(alias, table.name), table.lines(snapshot.alias))
        tables[table.name] = Counted(digest.rows, digest.text, table.columns)
        say(f"{table.name}: {digest.rows} rows written")
    return Part(snapshot.migrations, tables, snapshot.numbers_given())


def _member(alias: str, table: str) -> str:
    return f"{PARTS[alias]}/{table}.jsonl"
