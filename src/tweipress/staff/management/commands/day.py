"""`tweipress day`: show the day of the books, or end it on a test clock."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from tweipress.http.commands import open_books
from tweipress.staff import actions, queries


class Command(BaseCommand):
    """Show the day of the books, or bring a test site to the next one."""

    help = "Show the books' day, or close it on a test clock."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument(
            "what", choices=["status", "close"], help="close moves a test clock to midnight"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Show the day, changing nothing, or close it; an error is one line."""
        if options["what"] == "status":
            self._show()
            return
        open_books()
        try:
            day = actions.close_day()
        except actions.ClockError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Day {day} is open.")

    def _show(self) -> None:
        try:
            economy = queries.economy()
        except DatabaseError as error:
            raise CommandError(
                f"The books cannot be read ({error}): is tweipress migrate done?"
            ) from error
        if economy is None:
            raise CommandError(
                "The books have had no day yet: start the site with tweipress serve."
            )
        books = economy.books
        is_open = "open" if books.is_open else "closed"
        self.stdout.write(
            f"Day {books.day} is {is_open}, it is {economy.now:%Y-%m-%d %H:%M:%S} UTC.\n"
            f"Days closed: {books.closes}. Pool: {books.pool_twei} Twei.\n"
            f"Postings: {books.postings}. Head: {books.head_hash}."
        )
