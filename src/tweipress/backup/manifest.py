"""What a backup says about itself: who made it, of which tables, and what each of them held."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from tweipress import __version__
from tweipress.backup.errors import CopyError, Why

FORMAT: Final = "tweipress backup"
FORMAT_VERSION: Final = 1


@dataclass(frozen=True)
class Counted:
    """A table, or the uploads: how many there are, and the digest over all of them."""

    rows: int
    digest: str
    columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Packed:
    """A member of the file: its length once unpacked, and its SHA-256."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Part:
    """One of the two databases: the migrations that made its tables, and the tables."""

    migrations: list[tuple[str, str]]
    tables: dict[str, Counted]
    numbers_given: dict[str, int]


@dataclass(frozen=True)
class Manifest:
    """A whole backup; `head_seq` and `head_hash` are the end of its journal."""

    taken: str
    head_seq: int
    head_hash: str
    parts: dict[str, Part]
    uploads: Counted
    kept: list[str]
    audited: bool
    members: dict[str, Packed]
    tweipress: str = __version__

    def as_json(self) -> bytes:
        """Return the manifest as the backup keeps it."""
        data = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(self)}
        return json.dumps(data, indent=1, sort_keys=True).encode()


def read(raw: bytes) -> Manifest:
    """Return the manifest that JSON describes; CopyError for one that is none, or too new."""
    foreign = CopyError(Why.BACKUP_FOREIGN, "This file is no backup of Tweipress.")
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise foreign from error
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise foreign
    version, made_by = data.pop("format_version", None), data.get("tweipress")
    if version != FORMAT_VERSION:
        raise CopyError(
            Why.BACKUP_NEWER,
            f"Tweipress {made_by} wrote this backup in form {version}; this is {__version__},"
            f" which reads form {FORMAT_VERSION}: install the version that wrote it, or a newer.",
        )
    try:
        return _made(data)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise CopyError(Why.BACKUP_DAMAGED, f"Its manifest cannot be read: {error!r}.") from error


def _made(data: dict[str, Any]) -> Manifest:
    parts = {
        name: Part(
            [(str(app), str(migration)) for app, migration in part["migrations"]],
            {str(table): Counted(**counted) for table, counted in part["tables"].items()},
            {str(table): int(number) for table, number in part["numbers_given"].items()},
        )
        for name, part in data["parts"].items()
    }
    members = {str(name): Packed(**packed) for name, packed in data["members"].items()}
    uploads = Counted(**data["uploads"])
    return Manifest(**{**data, "parts": parts, "uploads": uploads, "members": members})
