"""The bell: whoever adds a job wakes the watch of this process, which else looks by itself."""

import threading
from typing import Final

_bell: Final = threading.Event()


def ring() -> None:
    """Wake the watch, if it is in this process."""
    _bell.set()


def wait(seconds: float) -> None:
    """Wait until somebody rings, or so long."""
    if _bell.wait(seconds):
        _bell.clear()
