"""`tweipress mfa reset`: remove the second factors of a member who has lost them."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from tweipress.people import queries
from tweipress.people.actions import factors


class Command(BaseCommand):
    """Remove a member's second factors and recovery codes."""

    help = "Remove the second factors of a member who has lost them; make sure who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, and with whom."""
        parser.add_argument("what", choices=["reset"])
        parser.add_argument("name", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them; end in one line whatever happens."""
        member = queries.by_name(options["name"])
        if member is None:
            raise CommandError(f"There is no member called {options['name']}.")
        if not factors.reset(member):
            raise CommandError(f"{member.name} has no second factor.")
        self.stdout.write(
            f"{member.name} signs in with the password alone; their sessions ended, and they get"
            " a mail."
        )
