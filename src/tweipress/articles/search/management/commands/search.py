"""`tweipress search`: check the index of published articles, or make it anew."""

from itertools import islice
from typing import Any

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from tweipress.articles.search import actions, checking

TOLD = 20


class Command(BaseCommand):
    """Check or rebuild the index of the search."""

    help = "Check the index of the search, mend it, or make it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument(
            "do", metavar="check|mend|rebuild", choices=("check", "mend", "rebuild")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as told, and say in a line how the index is."""
        match options["do"]:
            case "rebuild":
                self.stdout.write(f"The index was made anew: {actions.rebuild()} articles.")
            case "mend":
                self.stdout.write(f"Out of step were {actions.mend()} articles.")
            case _:
                self._check()

    def _check(self) -> None:
        differences = list(islice(checking.differences(), TOLD + 1))
        for difference in differences[:TOLD]:
            self.stderr.write(difference)
        if differences:
            raise CommandError("The index differs: `tweipress search rebuild` makes it anew.")
        self.stdout.write("The index says what the articles say.")
