"""`tweipress backup`: the whole site in one file, taken while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tweipress.backup import sealing
from tweipress.backup.backup import backup
from tweipress.backup.manifest import Manifest
from tweipress.config.management.backup_commands import CopyCommand, size
from tweipress.core.ids import CONSOLE
from tweipress.security.actions import Event, record


class Command(CopyCommand):
    """Make a backup, prove that a site can be built of it, and say where it is."""

    help = "Copy the running site into one file, and audit the copy."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where to put it."""
        parser.add_argument("place", metavar="FOLDER|FILE", type=Path)
        parser.add_argument(
            "--no-audit", action="store_true", help="neither build nor audit the copy: faster"
        )
        super().add_arguments(parser)

    def copy(self, **options: Any) -> None:
        """Say in a few lines what was copied, and how far it was proven."""
        made = backup(options["place"], self.say, audit=not options["no_audit"])
        about = made.manifest
        detail = {"postings": about.head_seq, "audited": about.audited}
        record(Event.BACKUP_MADE, by=CONSOLE, detail=detail)
        for line in contents(about):
            self.stdout.write(line)
        for name in made.strangers:
            self.stdout.write(f"Left out: {name}, which no migration of the site has made.")
        self.stdout.write(
            "A site was built of it, every row compared, and its books audited: clean."
            if about.audited
            else "Not audited: try it with tweipress restore --check."
        )
        self.stdout.write(f"{made.path}, {size(made.path)}, readable by its owner alone: it holds")
        self.stdout.write(f"{secrets_in(about)}.")
        key = sealing.shown(sealing.own_key())
        self.stdout.write(f"Sealed with the key {key}, which is in {sealing.place()} and not in")
        self.stdout.write("the backup. Keep a copy of it apart: a restore elsewhere asks for it.")


def contents(about: Manifest) -> list[str]:
    """Return what a backup holds, in lines for the operator."""
    rows = {
        name: sum(table.rows for table in part.tables.values())
        for name, part in about.parts.items()
    }
    return [
        f"Books: {about.head_seq} postings, {rows['books']} rows. Head {about.head_hash}",
        f"Site: {rows['site']} rows, {about.uploads.rows} uploads. Taken {about.taken}",
    ]


def secrets_in(about: Manifest) -> str:
    """Return which secrets a backup holds."""
    key = ", the secret key" if "secret_key" in about.kept else ""
    return f"addresses, password hashes, sessions{key}"
