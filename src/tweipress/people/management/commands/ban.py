"""`tweipress ban`: ban a member, who can only read from then on; or lift the ban."""

from typing import Any

from django.core.management import CommandError
from django.core.management.base import CommandParser

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.http.commands import BooksCommand, accepted
from tweipress.http.request_keys import fresh_key
from tweipress.people import queries
from tweipress.people.actions import bans


class Command(BooksCommand):
    """Ban a member for a reason, or lift the ban."""

    help = "Ban a member for a reason, or lift the ban; nothing that is the member's is taken."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whom, and the reason, which the member sees."""
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("reason", metavar="REASON", help="the member sees it")
        parser.add_argument("--lift", action="store_true", help="lift the ban")

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank; end in one line whatever happens."""
        member = queries.by_name(options["name"])
        if member is None:
            raise CommandError(f"There is no member called {options['name']}.")
        number, lifted = MemberId(member.pk), options["lift"]
        accepted(bans.ban(CONSOLE, number, options["reason"], fresh_key(), lifted=lifted))
        self.stdout.write(f"{member.name} is {'no longer ' if lifted else ''}banned.")
