"""`tweipress audit`: replays the journal and says what differs from what is stored."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.utils import DatabaseError
from tqdm import tqdm

from tweipress.bank.audit.audit import Audit
from tweipress.bank.storage.connection import Connection
from tweipress.bank.teller.batch import read_head

MOST = 100


class Command(BaseCommand):
    """Audit the books; status 1 when anything differs."""

    help = "Recompute every balance, record and P&L line from the journal and say what differs."
    requires_system_checks = ()  # serve and migrate check the settings; this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how much to tell."""
        parser.add_argument("--quiet", action="store_true", help="no progress bar on a terminal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print at most a hundred findings, then the verdict."""
        connection = Connection()
        try:
            self._audit(connection, is_quiet=options["quiet"])
        except DatabaseError as error:
            raise CommandError(f"The books cannot be read: {error}".strip()) from error
        finally:
            connection.close()

    def _audit(self, connection: Connection, *, is_quiet: bool) -> None:
        differences = 0
        with tqdm(
            total=read_head(connection).seq, unit=" postings", disable=is_quiet or None
        ) as bar:
            audit = Audit(connection, lambda seq: _show(bar, seq))
            for finding in audit.findings():
                differences += 1
                if differences <= MOST:
                    bar.clear()
                    self.stdout.write(finding)
        if differences:
            self.stdout.write(f"{differences} differences in {audit.seq} postings.")
            sys.exit(1)
        self.stdout.write(f"{audit.seq} postings replayed: the books are clean. Head {audit.hash}")


def _show(bar: Any, seq: int) -> None:
    """Move the progress bar to a posting."""
    bar.update(seq - bar.n)
    if seq == bar.total:
        bar.set_postfix_str("comparing what is stored")
