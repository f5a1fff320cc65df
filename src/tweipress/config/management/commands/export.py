"""`tweipress export`: the whole site as plain files, written while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tweipress.config.management.backup_commands import CopyCommand
from tweipress.core.ids import CONSOLE
from tweipress.export.writing import export
from tweipress.security.actions import Event, record


class Command(CopyCommand):
    """Export the site, and say what is in the files and what is not."""

    help = "Write the whole site as plain files, into a zip or a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to put it, and whether addresses belong to it."""
        parser.add_argument("place", metavar="FILE.zip|FOLDER", type=Path)
        parser.add_argument(
            "--with-addresses", action="store_true", help="e-mail addresses as well"
        )
        super().add_arguments(parser)

    def copy(self, **options: Any) -> None:
        """Say in a few lines what was exported."""
        has_addresses: bool = options["with_addresses"]
        about = export(options["place"], self.say, addresses=has_addresses)
        words = "export --with-addresses" if has_addresses else "export"
        record(Event.COMMAND_RUN, by=CONSOLE, detail={"command": words})
        self.stdout.write(f"Books: {about.head_seq} postings. Head {about.head_hash}")
        self.stdout.write(
            f"{options['place']}: {len(about.files)} files. Passwords, second factors"
        )
        self.stdout.write(
            "and sessions are not in it; e-mail addresses are."
            if has_addresses
            else "and sessions are not in it; e-mail addresses are not, without --with-addresses."
        )
        self.stdout.write(
            "The books tell who read, rated and was flagged: it is not for everybody."
        )
