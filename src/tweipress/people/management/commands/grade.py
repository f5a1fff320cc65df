"""`tweipress grade`: give a member trust and XP by hand, beside the nightly computation."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.bank import queries as books
from tweipress.core.digits import whole_number
from tweipress.core.ids import MemberId
from tweipress.http.commands import BooksCommand, accepted
from tweipress.people import queries
from tweipress.people.actions import console


class Command(BooksCommand):
    """Give a member trust and XP."""

    help = "Give a member trust and XP by hand."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom, how much trust, and how much XP."""
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "trust", metavar="TRUST", type=whole_number, help="in thousandths, 0 to 1000"
        )
        parser.add_argument(
            "xp",
            metavar="XP",
            type=whole_number,
            help="from trust, of either sign; a day's limit holds",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        member = queries.by_name(options["name"])
        if member is None:
            raise CommandError(f"There is no member called {options['name']}.")
        accepted(console.grade(member, options["trust"], options["xp"]))
        now = books.standing(MemberId(member.pk))
        assert now is not None
        self.stdout.write(f"{member.name}: trust {now.trust}, level {now.level}, {now.xp} XP.")
