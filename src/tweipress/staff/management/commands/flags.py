"""`tweipress flags`: search the readings and flag what detectors find, or count the flags."""

from typing import Any

from django.core.management.base import CommandParser

from tweipress.http.commands import BooksCommand
from tweipress.moderation import queries
from tweipress.staff import detection


class Command(BooksCommand):
    """Search for what is to be flagged, or show the totals."""

    help = "Search the readings for what is to be flagged (detect), or count the flags (totals)."
    is_recorded = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["detect", "totals"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Act through the bank, and say what came of it."""
        if options["what"] == "detect":
            try:
                done = detection.detect_alone()
            except detection.AlreadySearchingError:
                self.stdout.write("Another process searches the readings.")
                return
            self.stdout.write(
                f"Windows judged: {done.windows}. Flags raised: {done.in_force} in force,"
                f" {done.in_shadow} in shadow."
            )
        for row in queries.totals():
            self.stdout.write(
                f"{row.raised} raised, {row.standing} standing, {row.lifted} lifted,"
                f" {row.carried_out} carried out, {row.on_trial} on trial: {row.why}"
            )
