"""`tweipress operator`: make a member an operator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.http.commands import BooksCommand, accepted
from tweipress.people.actions import console


class Command(BooksCommand):
    """Make the member with an address an operator; a new member's password is shown once."""

    help = "Make an operator, or promote a member to one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, and the name that a new member will have."""
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--name", default="operator", help="a new member's name (%(default)s)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        try:
            member, password, answer = console.make_operator(options["email"], options["name"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if password:
            self.stdout.write(
                f"New member {member.name}, password {password}\n"
                "It is shown this once: sign in and change it."
            )
        accepted(answer)
        self.stdout.write(f"{member.name} is an operator.")
