"""Insertions: rows of a model that a click stores, by a statement that is made once.

Saves what Django does to make it, which is more than the database needs to run it. Keeps nothing
else. A row whose key is there already stays as it is.
"""

from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from django.db import connections, router
from django.db.models import AutoField, Field, Model

M = TypeVar("M", bound=Model)
INSERT: Final = "INSERT INTO {table} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING"
"""Both databases read it so."""


class Insertion(Generic[M]):
    """Stores rows of a model whose number the database gives."""

    def __init__(self, model: type[M]) -> None:
        self._model = model

    @cached_property
    def _fields(self) -> list["Field[Any, Any]"]:
        described = self._model._meta
        assert isinstance(described.pk, AutoField), self._model
        return [field for field in described.local_concrete_fields if not field.primary_key]

    @cached_property
    def _alias(self) -> str:
        return router.db_for_write(self._model)

    @cached_property
    def _sql(self) -> str:
        name = connections[self._alias].ops.quote_name
        described = self._model._meta
        columns = ", ".join(name(field.column) for field in self._fields)
        places = ", ".join(["%s"] * len(self._fields))
        return INSERT.format(table=name(described.db_table), columns=columns, places=places)

    def store(self, row: M) -> None:
        """Store a row, unless there is one with its key."""
        connection = connections[self._alias]
        values = [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for field in self._fields
        ]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
