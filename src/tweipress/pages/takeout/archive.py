"""A zip of plain files: text, tables as CSV, values as JSON. No names come from outside."""

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from io import TextIOWrapper
from typing import IO, Any, Final, Self, TextIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from tweipress.core.units import MS_PER_S, moment

FOLDER: Final = "takeout"
"""All files are in one folder, so that unpacking litters nothing."""
OWNER_ALONE: Final = 0o600 << 16
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet."""


class Archive:
    """Writes a zip; one file at a time is open, and little of it is in memory."""

    def __init__(self, file: IO[bytes], at: datetime) -> None:
        """Begin; every file is dated `at`."""
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self._date = at.timetuple()[:6]

    def __enter__(self) -> Self:
        """Go on."""
        return self

    def __exit__(self, *error: object) -> None:
        """Write the zip's own table."""
        self._zip.close()

    def text(self, name: str, pieces: Iterable[str]) -> None:
        """Write a file of text."""
        with self._text(name) as file:
            file.writelines(pieces)

    def data(self, name: str, value: object) -> None:
        """Write a file of JSON."""
        self.text(name, [json.dumps(value, ensure_ascii=False, indent=1, default=_plain), "\n"])

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a table as CSV, row by row."""
        with self._text(name) as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(value) for value in row] for row in rows)

    def binary(self, name: str, content: bytes) -> None:
        """Write a file that is no text."""
        with self._opened(name) as file:
            file.write(content)

    def copy(self, name: str, file: IO[bytes]) -> None:
        """Write a file that is no text and is compressed already, piece by piece."""
        with self._opened(name, ZIP_STORED) as packed:
            shutil.copyfileobj(file, packed)

    @contextmanager
    def _text(self, name: str) -> Iterator[TextIO]:
        with self._opened(name) as file, TextIOWrapper(file, "utf-8", newline="") as text:
            yield text

    def _opened(self, name: str, compression: int = ZIP_DEFLATED) -> IO[bytes]:
        info = ZipInfo(f"{FOLDER}/{name}", self._date)
        info.compress_type, info.external_attr = compression, OWNER_ALONE
        return self._zip.open(info, "w", force_zip64=True)


def at(at_ms: int) -> str:
    """Return a moment of the books to the millisecond, UTC; empty for never."""
    if not at_ms:
        return ""
    exact = moment(at_ms) + timedelta(milliseconds=at_ms % MS_PER_S)
    return exact.isoformat(timespec="milliseconds")


def _plain(value: object) -> str:
    """Return as JSON has it what JSON does not know."""
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _cell(value: Any) -> object:
    """Return a value as a table has it; no text can be taken for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULAS) else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
