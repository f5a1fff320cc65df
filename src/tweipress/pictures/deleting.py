"""Files of a picture that is gone, unless the same file has been uploaded again meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection, transaction

from tweipress.pictures import files
from tweipress.pictures.models import Picture

LOCK_DIGITS: Final = 15
"""Of a digest, whose digits are hexadecimal: as many as fit into the number of a lock."""


@contextmanager
def alone(digest: str) -> Iterator[None]:
    """Let nobody else add a picture of a digest, or delete its files, until this is written."""
    with transaction.atomic():  # SQLite never lets two write at once
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:LOCK_DIGITS], 16)])
        yield


def delete_files(digest: str, width: int) -> None:
    """Delete the files of a picture that was deleted, or removed, if no other one has them."""
    with alone(digest):
        if not Picture.objects.filter(digest=digest, removed_at=None).exists():
            files.delete(digest, width)
