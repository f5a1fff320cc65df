"""`tweipress clock advance`: move the test clock of a site ahead."""

import re
from datetime import timedelta
from typing import Any, Final

from django.core.management import CommandError
from django.core.management.base import BaseCommand, CommandParser

from tweipress.staff import actions, queries

UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
DAYS_MAX: Final = 366
"""The calendar closes every missed day in turn; for a year this takes seconds."""


def duration(text: str) -> timedelta:
    """Return `40s`, `10m`, `3h` or `2d`; ValueError for anything else."""
    match = re.fullmatch(r"([0-9]{1,9})([smhd])", text)
    if not match:
        raise ValueError("not a duration")
    return timedelta(**{UNITS[match[2]]: int(match[1])})


class Command(BaseCommand):
    """Move the test clock of a site ahead."""

    help = "Move a test clock ahead."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take by how much."""
        parser.add_argument("what", choices=["advance"])
        parser.add_argument(
            "by", metavar="DURATION", type=duration, help="a whole number and s, m, h or d: 40s, 2d"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Move it, and say what it shows."""
        by: timedelta = options["by"]
        if not timedelta(0) < by <= timedelta(days=DAYS_MAX):
            raise CommandError(f"The clock goes forwards only, by 1s to {DAYS_MAX}d at a time.")
        try:
            actions.advance(by)
        except actions.ClockError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The clock says {queries.now():%Y-%m-%d %H:%M:%S} UTC.")
