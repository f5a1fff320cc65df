"""The server: `tweipress serve` as an operator starts it, in its own folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command

from harness.site import HOST, Site

__all__ = ["HOST", "PATIENCE_S", "served"]

PATIENCE_S: Final = 60


@contextmanager
def served() -> Iterator[Path]:
    """Create the tables, serve until the end, and provide the file of the site's output.

    Mails are in the output.
    """
    call_command("migrate", verbosity=0)
    ours = {name: value for name, value in os.environ.items() if name.startswith("TWEIPRESS_")}
    site = Site(settings.TWEIPRESS_DATA.parent, ours)
    with site.serving(answering="/health/"):
        yield site.log("serve")
