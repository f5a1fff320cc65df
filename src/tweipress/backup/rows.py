"""A table's rows as lines of JSON: the same lines from SQLite and from PostgreSQL."""

import hashlib
import json
from base64 import b64encode
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Model
from django.utils.duration import duration_string

AT_ONCE = 5_000
DIGEST_BITS = 256
PLAIN = {
    *("AutoField", "BigAutoField", "SmallAutoField", "BooleanField", "CharField", "TextField"),
    *("IntegerField", "BigIntegerField", "SmallIntegerField", "SlugField", "FileField"),
    *("PositiveIntegerField", "PositiveBigIntegerField", "PositiveSmallIntegerField"),
}
"""Kinds of fields whose value is the same in JSON, in SQLite and in PostgreSQL."""


class Digest:
    """Which rows a table has, in whatever order: their number, and the sum of their hashes."""

    def __init__(self) -> None:
        self.rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """Count a line in."""
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(line).digest())

    @property
    def text(self) -> str:
        """Return the sum in hexadecimal."""
        return f"{self._sum % 2**DIGEST_BITS:0{DIGEST_BITS // 4}x}"


class Table:
    """A table as one state of the migrations has it."""

    def __init__(self, model: type[Model]) -> None:
        """Take the model of that state."""
        self.model = model
        self.name = model._meta.db_table
        self._fields = [field for field in model._meta.local_concrete_fields if field.column]
        self.columns = [str(field.column) for field in self._fields]

    def lines(self, alias: str, *order: str) -> Generator[bytes]:
        """Yield each row as a line, in an order or as the database gives them."""
        encode = json.JSONEncoder(
            sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text
        ).encode
        names = [field.attname for field in self._fields]
        manager = self.model._base_manager  # noqa: SLF001  # Django's own way to all the rows
        rows = manager.using(alias).order_by(*order).values_list(*names)
        for row in rows.iterator(chunk_size=AT_ONCE):
            yield encode(row).encode() + b"\n"

    def values(self, lines: Iterable[bytes], connection: BaseDatabaseWrapper) -> Iterator[Any]:
        """Yield what a database takes for each line; ValueError for a line that is no such row."""
        turns = [
            (at, _turn(field, connection))
            for at, field in enumerate(self._fields)
            if _is_odd(field)
        ]
        width = len(self._fields)
        for line in lines:
            row = json.loads(line)
            if not isinstance(row, list) or len(row) != width:
                raise ValueError(f"a row of {self.name} has not {width} columns")
            for at, turn in turns:
                row[at] = turn(row[at])
            yield row


def _is_odd(field: "Field[Any, Any]") -> bool:
    target = field.target_field if isinstance(field, ForeignKey) else field
    return target.get_internal_type() not in PLAIN


def _turn(field: "Field[Any, Any]", connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    def turn(value: Any) -> Any:
        return field.get_db_prep_save(field.to_python(value), connection)

    return turn


def _text(value: Any) -> str:
    """Return what JSON does not know as the text that the field reads again."""
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_string(value)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no form in a backup")
