"""`tweipress autosave forget`: delete working copies that have been kept long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tweipress.autosave import actions


class Command(BaseCommand):
    """Delete what has been kept for its days; the site does so by itself every day."""

    help = "Delete working copies that have been kept long enough; the site does so by itself."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["forget"])

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Delete them, and say how many."""
        self.stdout.write(f"Working copies forgotten: {actions.forget_old()}")
