"""`tweipress import-site`: an empty site becomes the one that was exported."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tweipress.config.management.backup_commands import CopyCommand
from tweipress.core.ids import CONSOLE
from tweipress.export.importing import import_site
from tweipress.security.actions import Event, record


class Command(CopyCommand):
    """Import an export: all of it, or nothing."""

    help = "Make an empty site the one of an export (tweipress export)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the export is."""
        parser.add_argument("file", metavar="FILE.zip|FOLDER", type=Path)
        super().add_arguments(parser)

    def copy(self, **options: Any) -> None:
        """Say in a few lines what is here now, and how members come in."""
        about = import_site(options["file"], self.say)
        record(Event.RESTORED, by=CONSOLE, detail={"postings": about.head_seq})
        self.stdout.write(f"Books: {about.head_seq} postings. Head {about.head_hash}")
        self.stdout.write("Every row compared, books audited: clean.")
        self.stdout.write(
            "Nobody has a password here: members ask for a new one where one signs in, and you set"
            " yours with tweipress operator ADDRESS --existing NAME."
            if about.addresses
            else "Nobody has a password here, and the export has no addresses: old members cannot"
            " sign in. Make an operator with tweipress operator ADDRESS --name NAME."
        )
