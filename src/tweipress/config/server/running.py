"""Runs granian as this site needs it: whole requests, and bounds on what a client may hold."""

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from tweipress.config.server import bounds, kernel

STOP_S = 5
"""What is asked meanwhile is answered by then. A worker that has not ended is killed: the books
stand that, and Ctrl-C has to end the site."""


def run(target: str, host: str, port: int, workers: int) -> None:
    """Run the workers; one that dies is replaced, and a new one waits for the teller's lock."""
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,  # the proxy speaks HTTP/2 with browsers: its streams have no deadline
        websockets=False,
        workers=workers,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_S,
        backpressure=kernel.allow_connections(),
        http1_settings=HTTP1Settings(
            header_read_timeout=bounds.HEAD_MS, max_buffer_size=bounds.HEAD_MAX_BYTES
        ),
        log_access=False,  # it writes paths as they come: our own lines are in config/logs.py
        log_level=LogLevels.error,
    ).serve()
