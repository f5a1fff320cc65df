"""What a process that will write databases asks first: whether it may, and they are whole."""

from collections.abc import Iterable

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from tweipress.backup import write_lock
from tweipress.backup.restore import half_restored


def ensure_ready(aliases: Iterable[str]) -> None:
    """End the command in one line where a database is half restored, moved, or has old tables."""
    if half_restored().exists():
        raise CommandError("A restore was cut off: run tweipress restore once more.")
    if any(write_lock.is_shut(alias) for alias in aliases):
        raise CommandError(
            "This site has moved to PostgreSQL: set TWEIPRESS_SITE_URL and TWEIPRESS_BOOKS_URL,"
            " or let it be written again with tweipress move-to --back."
        )
    for alias in aliases:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The databases are not up to date: run tweipress migrate first.")
