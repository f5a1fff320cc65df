"""`tweipress scenario run FILE`: plays a list of acts and prints the books they lead to."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tweipress.core.tariff import Tariff, TariffError
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.player import Bank
from tweipress.simulate.run import as_text, run

STANDARD_INPUT: Final = "-"
TARIFF_REFUSED: Final = 2


class Command(BaseCommand):
    """Play a scenario; neither the site nor its books are touched."""

    help = "Play a scenario on empty books and print the final books as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take `run FILE`, and how much to tell."""
        parser.add_argument("action", choices=["run"], help="what to do with the scenario")
        parser.add_argument("file", metavar="FILE", help="one JSON object a line; - reads them in")
        parser.add_argument(
            "--on-database",
            action="store_true",
            help="play it through a teller on a scratch database",
        )
        parser.add_argument(
            "--trace", action="store_true", help="also say what each act moved, on standard error"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the books; a refused tariff ends with status 2 and its condition's name."""
        lines = _lines(options["file"])
        trace = self.stderr.write if options["trace"] else None
        try:
            with _bank(on_database=options["on_database"]) as bank_books:
                books = run(lines, bank_books, trace)
        except TariffError as error:
            self.stdout.write(error.condition)
            sys.exit(TARIFF_REFUSED)
        self.stdout.write(as_text(books), ending="")


@contextmanager
def _bank(*, on_database: bool) -> Iterator[Callable[[Tariff, bool], Bank]]:
    """Give what founds the books: in memory, or through a teller on a scratch database."""
    if not on_database:
        yield MemoryBank
        return
    from tweipress import bank  # noqa: PLC0415 without a database no setting is needed

    with bank.scratch_books() as scratch:
        yield scratch


def _lines(name: str) -> list[str]:
    """Return the scenario's lines; raise CommandError when they cannot be read."""
    try:
        is_piped = name == STANDARD_INPUT
        content = sys.stdin.buffer.read() if is_piped else Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}. Name a file.") from error
    try:
        return content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8 text: {error.reason}. Save it as such.") from error
