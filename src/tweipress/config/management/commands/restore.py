"""`tweipress restore`: puts a backup in place of the site, or only tries whether it would do."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tweipress.backup import sealing
from tweipress.backup.backup import check
from tweipress.backup.restore import restore
from tweipress.config.management.backup_commands import CopyCommand
from tweipress.config.management.commands.backup import contents
from tweipress.core.ids import CONSOLE
from tweipress.security.actions import Event, record


class Command(CopyCommand):
    """Restore a backup: all of it, or nothing."""

    help = "Put a backup in place of the site, or with --check only try it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and what may be done with it."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--check", action="store_true", help="build and audit it on the side")
        parser.add_argument(
            "--replace", action="store_true", help="put the site that is here aside"
        )
        parser.add_argument(
            "--no-audit", action="store_true", help="use books that the audit finds fault with"
        )
        who = parser.add_mutually_exclusive_group()
        who.add_argument("--key", metavar="KEYFILE", type=Path, help="the key that sealed it")
        who.add_argument(
            "--unsealed", action="store_true", help="take rows that anybody may have written"
        )
        super().add_arguments(parser)

    def copy(self, **options: Any) -> None:
        """Say in a few lines what is in place now, and where that is which was there before."""
        key = sealing.key_for(options["key"], unsealed=options["unsealed"])
        if options["check"]:
            about = check(options["file"], key, self.say)
            former: tuple[str, ...] = ()
        else:
            done = restore(
                options["file"],
                key,
                self.say,
                replace=options["replace"],
                audit=not options["no_audit"],
            )
            about, former = done.manifest, done.former
            record(Event.RESTORED, by=CONSOLE, detail={"postings": about.head_seq})
        for line in contents(about):
            self.stdout.write(line)
        for place in former:
            self.stdout.write(f"What was here before is kept: {place}")
        audited = (
            "Not audited." if options["no_audit"] else "Every row compared, books audited: clean."
        )
        self.stdout.write(
            "Its seal was not looked at: anybody may have written these rows."
            if key is None
            else f"Sealed with the key {sealing.shown(key)}: nobody without it has changed a row."
        )
        self.stdout.write(audited)
        self.stdout.write(
            "This backup would do; nothing here has changed."
            if options["check"]
            else "The site is restored: tweipress serve."
        )
