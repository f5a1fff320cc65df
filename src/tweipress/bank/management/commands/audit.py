"""`tweipress audit`: replays the journal and says what differs from what is stored."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tweipress.bank.audit import Audit
from tweipress.bank.link import Link

MOST = 100


class Command(BaseCommand):
    """Audit the books; status 1 when anything differs."""

    help = "Recompute every balance, fact and P&L line from the journal and say what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much to tell."""
        parser.add_argument("--quiet", action="store_true", help="no progress on standard error")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print at most a hundred findings, then the verdict."""
        link = Link()
        audit = Audit(link, None if options["quiet"] else self._progress)
        found = 0
        for finding in audit.findings():
            found += 1
            if found <= MOST:
                self.stdout.write(finding)
        link.close()
        if found:
            self.stdout.write(f"{found} differences in {audit.seq} postings.")
            sys.exit(1)
        self.stdout.write(f"{audit.seq} postings replayed: the books are clean. Head {audit.hash}")

    def _progress(self, seq: int) -> None:
        self.stderr.write(f"{seq} postings replayed")
