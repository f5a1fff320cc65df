"""`tweipress teller`: the books' writer as a process of its own, for sites of several processes."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from tweipress import bank
from tweipress.config.readiness import ensure_ready
from tweipress.config.routers import BOOKS
from tweipress.config.startup import spare_pauses


class Command(BaseCommand):
    """Serve the books on the unix socket until told to stop."""

    help = "Keep the books in a process of its own; web processes reach it over the unix socket."
    requires_system_checks = ()  # serve and migrate check the settings: this has to be quick

    def handle(self, *args: Any, **options: Any) -> None:
        """Lead as soon as nobody else does: a second teller is a standby."""
        ensure_ready([BOOKS])
        ended = threading.Event()

        def end(_number: int, _frame: FrameType | None) -> None:
            ended.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, end)
        bank.start()
        spare_pauses()
        self.stdout.write("Teller started: it leads as soon as no other does.")
        self.stdout.flush()
        ended.wait()
        bank.stop()
