"""`tweipress role`: grant a member a role, or take it."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.core.roles import Role
from tweipress.http.commands import BooksCommand, accepted
from tweipress.people import queries
from tweipress.people.actions import console


class Command(BooksCommand):
    """Grant a member a role, or take it."""

    help = "Grant a role to a member, or take it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, with whom, and the role."""
        parser.add_argument("what", choices=["grant", "take"])
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("role", choices=[role.value for role in Role])

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        member = queries.by_name(options["name"])
        if member is None:
            raise CommandError(f"There is no member called {options['name']}.")
        granted = options["what"] == "grant"
        accepted(console.change_role(member, Role(options["role"]), granted=granted))
        is_one = "is" if granted else "is no longer"
        self.stdout.write(f"{member.name} {is_one} {options['role']}.")
