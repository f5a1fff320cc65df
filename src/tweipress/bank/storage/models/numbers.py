"""Keys that are whole numbers: in SQLite the number of the row itself, with no index beside it."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class NumberKey(models.BigIntegerField):  # type: ignore[type-arg]  # at run time it takes none
    """A number that the books choose.

    SQLite takes a key for the row's number if its type is called INTEGER, and keeps an index for it
    under any other name: twice as many pages for each new row.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return the type that makes it the row's number."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class RowNumber(models.BigAutoField):  # type: ignore[type-arg]  # at run time it takes none
    """A number that the database chooses, one above the last.

    Django asks SQLite never to use a number again (AUTOINCREMENT), and SQLite writes a table of its
    own for that. Rows that nobody can delete keep their numbers anyway.
    """

    def db_type_suffix(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return what follows the type: nothing in SQLite."""
        if connection.vendor == "sqlite":
            return None
        suffix: str | None = super().db_type_suffix(connection)  # type: ignore[misc]  # the stubs leave it out
        return suffix
