"""Marks: that something was done, kept until a time, for every process and over a restart.

A mark is an empty file in a folder of the site's; the file system lets one process make it.
"""

import os
from typing import Final

from django.conf import settings

SWEEP_S: Final = 60
"""How often a process looks through a folder for marks that are over."""

_swept_s: Final[dict[str, int]] = {}


def is_first(folder: str, name: str, until_s: int, now_s: int) -> bool:
    """Make a mark that holds until a time; return whether there was none of this name and time.

    The name is ours: a digest or a number, never what somebody typed.
    """
    place = settings.TWEIPRESS_DATA / folder
    place.mkdir(mode=0o700, exist_ok=True)
    if not 0 <= now_s - _swept_s.get(folder, 0) < SWEEP_S:
        _swept_s[folder] = now_s
        for file in place.iterdir():
            if int(file.name.partition("-")[0]) < now_s:
                file.unlink(missing_ok=True)
    try:
        os.close(os.open(place / f"{until_s}-{name}", os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def has_room(folder: str, name: str, amount: int, window_s: int, now_s: int) -> bool:
    """Take one of `amount` places in the present window; return whether one was free.

    Windows begin at multiples of their length, as hours and days of UTC do.
    """
    until_s = (now_s // window_s + 1) * window_s
    return any(
        is_first(folder, f"{name}-{window_s}-{place}", until_s, now_s) for place in range(amount)
    )
