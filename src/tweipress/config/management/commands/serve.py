"""`tweipress serve`: the site on granian.

The teller is in its one worker, or in a process of its own, `tweipress teller`. A supervisor starts
both, so each can be restarted without the other.
"""

import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import connections

from tweipress import bank
from tweipress.config import privacy
from tweipress.config.environment import SettingsError
from tweipress.config.readiness import ensure_ready


class Command(BaseCommand):
    """Serve until interrupted, on TWEIPRESS_HOST and TWEIPRESS_PORT."""

    help = "Serve the site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse to serve on old tables; the threads bound how many callers the bank can batch."""
        _take_files_from_others()
        ensure_ready(list(connections))
        _ensure_port_is_free()
        call_command("collectstatic", interactive=False, verbosity=0)
        for file in settings.METRICS_ROOT.glob("*.db"):  # what former workers counted
            file.unlink()
        if settings.TWEIPRESS_TELLER == "process" and bank.figures() is None:
            self.stdout.write("No teller answers yet: start tweipress teller beside the site.")
        connections.close_all()
        self.stdout.write(
            f"Tweipress on http://{settings.TWEIPRESS_HOST}:{settings.TWEIPRESS_PORT}"
        )
        self.stdout.flush()
        # Other commands need no web server.
        from tweipress.config.server.running import run  # noqa: PLC0415  # as said

        run(
            "tweipress.config.wsgi:server",
            settings.TWEIPRESS_HOST,
            settings.TWEIPRESS_PORT,
            settings.TWEIPRESS_WORKERS,
        )


def _take_files_from_others() -> None:
    """Make files of former times private, the databases' among them wherever they are."""
    try:
        privacy.mend(settings.TWEIPRESS_DATA)
        for described in connections.databases.values():
            if described["ENGINE"].endswith("sqlite3"):
                privacy.close_database(Path(described["NAME"]))
    except SettingsError as error:
        raise CommandError(str(error)) from error


def _ensure_port_is_free() -> None:
    """Refuse a port that is in use: granian would share it, and each site get half the visits."""
    place = (settings.TWEIPRESS_HOST, settings.TWEIPRESS_PORT)
    family = socket.AF_INET6 if ":" in settings.TWEIPRESS_HOST else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            raise CommandError(
                f"Port {place[1]} of {place[0]} cannot be had ({error.strerror}): stop what"
                " listens there, or set TWEIPRESS_PORT."
            ) from error
