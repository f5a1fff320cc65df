"""`tweipress operator`: make a member an operator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.http.commands import BooksCommand, accepted
from tweipress.people.actions import operators


class Command(BooksCommand):
    """Make a new member an operator, or one who exists; the new password is shown once."""

    help = "Make an operator: a new member, or one who exists."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, and the name of the new member or of the one who exists."""
        parser.add_argument("email", metavar="EMAIL")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--name", metavar="NAME", help="the name that a new member will have")
        who.add_argument(
            "--existing",
            metavar="NAME",
            help="the name of the member with this address; they get a new password, and their"
            " sessions and second factors end",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        email, name, existing = options["email"], options["name"], options["existing"]
        try:
            if existing is None:
                member, password = operators.make_operator(email, name)
            else:
                member, password = operators.take_over(email, existing)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        kind = "Member" if existing else "New member"
        self.stdout.write(
            f"{kind} {member.name}, password {password}\n"
            "It is shown this once: sign in and change it."
        )
        accepted(operators.promote(member))
        self.stdout.write(f"{member.name} is an operator.")
