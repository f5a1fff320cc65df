"""`tweipress migrate`: bring both databases up to date."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    """Django's migrate; without --database it goes through every database of the site."""

    help = "Bring the tables of both databases up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's arguments, with no database chosen beforehand."""
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        """Check every database that will be migrated."""
        chosen = options["database"]
        return {
            **super().get_check_kwargs(options),
            "databases": [chosen] if chosen else [*connections],
        }

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the chosen database, or each in turn."""
        chosen = options.pop("database")
        for alias in [chosen] if chosen else list(connections):
            super().handle(*args, **options, database=alias)
