"""What an export says about itself: `export.json`, written last and read first."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

from tweipress import __version__
from tweipress.backup.errors import CopyError, Why
from tweipress.backup.manifest import Packed

NAME: Final = "export.json"
FORMAT: Final = "tweipress export"
FORMAT_VERSION: Final = 1
FILES: Final = "files/"
"""The folder of the uploads."""
NUMBER_MAX: Final = 2**63 - 1
"""The largest that the databases have."""


@dataclass(frozen=True)
class Filed:
    """A table: its file, the columns in their order, and how many rows there are.

    `file` is empty for one that was left out; a site has the columns all the same.
    """

    file: str
    columns: list[str]
    rows: int


@dataclass(frozen=True)
class Database:
    """One of the two databases: what made its tables, the tables, and the numbers given so far."""

    migrations: list[tuple[str, str]]
    tables: dict[str, Filed]
    numbers: dict[str, int]


@dataclass(frozen=True)
class Contents:
    """A whole export; `head_seq` and `head_hash` are the end of its journal."""

    head_seq: int
    head_hash: str
    addresses: bool
    databases: dict[str, Database]
    files: dict[str, Packed]
    tweipress: str = __version__

    def as_json(self) -> bytes:
        """Return it as the export has it."""
        data = {"format": FORMAT, "format_version": FORMAT_VERSION, **asdict(self)}
        return json.dumps(data, indent=1, sort_keys=True).encode() + b"\n"


def read(raw: bytes) -> Contents:
    """Return what JSON describes; CopyError for what is no export, or one of a newer form."""
    foreign = CopyError(
        Why.EXPORT_FOREIGN, "This is no export of a whole site: it has no export.json of one."
    )
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise foreign from error
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise foreign
    if data.pop("format_version", None) != FORMAT_VERSION:
        raise CopyError(
            Why.EXPORT_NEWER,
            f"Tweipress {data.get('tweipress')} wrote this export in another form: install that"
            " version, or a newer one.",
        )
    try:
        return _made(data)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise CopyError(Why.EXPORT_DAMAGED, f"Its {NAME} cannot be read: {error!r}.") from error


def _made(data: dict[str, Any]) -> Contents:
    databases = {
        str(name): Database(
            [(str(app), str(migration)) for app, migration in database["migrations"]],
            {str(table): Filed(**filed) for table, filed in database["tables"].items()},
            {str(table): _number(number) for table, number in database["numbers"].items()},
        )
        for name, database in data["databases"].items()
    }
    files = {
        str(name): Packed(int(packed["size_bytes"]), str(packed["sha256"]))
        for name, packed in data["files"].items()
    }
    return Contents(**{**data, "databases": databases, "files": files})


def _number(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= NUMBER_MAX:
        raise ValueError(f"{value!r} is no row's number")
    return value
