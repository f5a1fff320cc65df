"""The server: `tweipress serve` as an operator starts it, in a folder of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.management import call_command

HOST: Final = "127.0.0.1"
TWEIPRESS: Final = Path(sys.executable).with_name("tweipress")
PATIENCE_S: Final = 60


@contextmanager
def served() -> Iterator[Path]:
    """Make the tables, serve until the story is told, and give the file that the site talks into.

    Mails are among what it says.
    """
    call_command("migrate", verbosity=0)
    said = settings.TWEIPRESS_DATA / "said"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tweipress.config.settings"}
    with (
        said.open("w") as log,
        subprocess.Popen([TWEIPRESS, "serve"], env=environment, stdout=log, stderr=log) as site,
    ):
        try:
            _wait_for(site)
            yield said
        finally:
            site.send_signal(signal.SIGINT)
            site.wait(PATIENCE_S)


def _wait_for(site: subprocess.Popen[bytes]) -> None:
    ends_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends_s and site.poll() is None:
        with suppress(OSError, HTTPException):
            caller = HTTPConnection(HOST, settings.TWEIPRESS_PORT, timeout=PATIENCE_S)
            caller.request("GET", "/health/")
            if caller.getresponse().status == 200:  # noqa: PLR2004  # HTTP's own word for well
                return
        time.sleep(0.1)
    raise TimeoutError("the site does not come up")
