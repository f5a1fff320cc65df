"""`tweipress issue`: the operator deposits points for a member or the pool."""

from typing import Any, Final

from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.core.digits import whole_number
from tweipress.http.commands import BooksCommand, accepted
from tweipress.people import queries
from tweipress.people.actions import console

POOL: Final = "pool"


class Command(BooksCommand):
    """Issue points to the pool or to a member."""

    help = "Issue Twei to the pool or to a member."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who gets it, how much, and why."""
        parser.add_argument("to", metavar="pool|NAME")
        parser.add_argument(
            "amount_twei", metavar="AMOUNT", type=whole_number, help="whole Twei above 0"
        )
        parser.add_argument("--note", default="", help="why; kept with the posting")

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        to = options["to"]
        member = None if to == POOL else queries.by_name(to)
        if member is None and to != POOL:
            raise CommandError(f"There is no member called {to}.")
        accepted(console.issue(member, options["amount_twei"], options["note"]))
        self.stdout.write(f"Issued {options['amount_twei']} Twei to {member or POOL}.")
