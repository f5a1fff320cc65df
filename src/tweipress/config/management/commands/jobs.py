"""`tweipress jobs`: do the jobs from a process of its own, or list, retry and delete them."""

import signal
import time
from typing import Any, Final

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from tweipress.config.readiness import ensure_ready
from tweipress.config.routers import SITE
from tweipress.core.digits import number_in
from tweipress.core.ids import CONSOLE
from tweipress.jobs import actions, queries
from tweipress.jobs.models import Job
from tweipress.jobs.watch import Watch

SHOWN: Final = 50
PAUSE_S: Final = 0.5
CHANGES: Final = {"retry": actions.retry, "delete": actions.delete}


class Command(BaseCommand):
    """Watch the jobs until told to stop: runners do them."""

    help = "Do the jobs from a process of its own (run), or list, retry and delete them."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do, and with which job."""
        parser.add_argument("what", nargs="?", default="run", choices=["run", "list", *CHANGES])
        parser.add_argument("number", nargs="?", default="", help="the job's number, from the list")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do so."""
        ensure_ready([SITE])
        if options["what"] == "run":
            self._run()
        elif options["what"] == "list":
            self._list()
        else:
            self._change(options["what"], options["number"])

    def _run(self) -> None:
        """Watch until told to stop; a second watch of the folder is a standby."""
        told: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _frame: told.append(number))
        watch = Watch(settings.TWEIPRESS_DATA)
        watch.start()
        self.stdout.write("Jobs are done from here, as soon as nobody else does this folder's.")
        self.stdout.flush()
        while not told:
            time.sleep(PAUSE_S)
        watch.stop()

    def _list(self) -> None:
        """Say what was given up, what is being done, and what waits."""
        listed = queries.listed(SHOWN)
        for state, rows in (
            ("given up", listed.given_up),
            ("running", listed.running),
            ("waiting", listed.waiting),
        ):
            for row in rows:
                self.stdout.write(_line(state, row))

    def _change(self, what: str, text: str) -> None:
        """Retry or delete a job."""
        number = number_in(text)
        if number is None or not CHANGES[what](number, CONSOLE):
            raise CommandError("No job of that number waits: it is done, or is being done now.")


def _line(state: str, row: Job) -> str:
    """Return a job in a line."""
    ids = " ".join(f"{name}={value}" for name, value in row.ids.items())
    words = (f"{row.pk:>8} {state:<8} {row.kind}", ids, f"attempts={row.attempts}", row.error)
    return " ".join(word for word in words if word)
