"""`tweipress migrate`: bring both databases up to date, and audit books that were changed by it."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from tweipress import bank
from tweipress.config.routers import BANK, BOOKS

TOLD = 3


class Command(migrate.Command):
    """Django's migrate; without --database it goes through every database of the site."""

    help = "Bring the tables of both databases up to date, and audit the books if they changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's arguments, with no database chosen beforehand."""
        super().add_arguments(parser)
        parser.set_defaults(database=None)
        parser.add_argument(
            "--no-audit", action="store_false", dest="audit", help="trust the books"
        )

    def get_check_kwargs(self, options: dict[str, Any]) -> dict[Any, Any]:
        """Check every database that will be migrated."""
        chosen = options["database"]
        return {
            **super().get_check_kwargs(options),
            "databases": [chosen] if chosen else [*connections],
        }

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate the chosen database, or each in turn; then audit."""
        chosen = options.pop("database")
        aliases = [chosen] if chosen else list(connections)
        has_books = options.pop("audit") and BOOKS in aliases
        before = _steps_of_books() if has_books else set()
        for alias in aliases:
            super().handle(*args, **options, database=alias)
        if before and _steps_of_books() != before:
            self._audit()

    def _audit(self) -> None:
        """Say that the books are clean; end with 1 when a migration has made them differ."""
        self.stdout.write("Auditing the migrated books ...")
        if findings := bank.audit_findings(BOOKS, TOLD):
            raise CommandError(
                f"BOOKS_UNCLEAN: The audit finds: {'; '.join(findings)}. Do not serve: restore the"
                " backup that was made before, and report this."
            )
        self.stdout.write("The books are clean.")


def _steps_of_books() -> set[str]:
    """Return the names of the bank's migrations that the books have."""
    applied = MigrationRecorder(connections[BOOKS]).applied_migrations()
    return {name for app, name in applied if app == BANK}
