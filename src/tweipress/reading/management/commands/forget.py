"""`tweipress forget`: delete reading times that were kept long enough; the site does too."""

from typing import Any

from django.core.management.base import BaseCommand

from tweipress.bank.clock import now_ms
from tweipress.reading import actions


class Command(BaseCommand):
    """Delete arrival times that have been kept long enough."""

    help = "Delete reading times that have been kept long enough."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete them, and say of how many readings."""
        self.stdout.write(f"Readings forgotten: {actions.purge_traces(now_ms())}")
