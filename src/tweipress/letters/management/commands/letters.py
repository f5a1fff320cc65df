"""`tweipress letters`: take in a mail that came back, or say how the last letters were sent."""

import sys
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandParser

from tweipress.letters import actions, queries

SHOWN: Final = 20


class Command(BaseCommand):
    """Read one mail from standard input, as a mail server's pipe gives it; or list letters."""

    help = "Take in a letter that came back (returned, from standard input), or list the last ones."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["returned", "list"])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do so. A mail that is no report is left alone: the server has nothing to send again."""
        if options["what"] == "returned":
            is_report = actions.receive(sys.stdin.buffer.read(actions.MAIL_MAX))
            self.stdout.write("Noted." if is_report else "This is no report of a letter.")
            return
        for row in queries.latest(SHOWN):
            name = " ".join(filter(None, (row.letter.rhythm, row.letter.section)))
            copies = ", ".join(f"{state} {number}" for state, number in row.copies.items())
            self.stdout.write(f"{row.letter.period} {name} {row.letter.language}: {copies}")
