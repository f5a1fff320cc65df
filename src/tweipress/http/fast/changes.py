"""Changes of site-wide settings, as every web worker of a machine learns of them at once.

Saves asking the database at each request whether something was changed: a worker keeps what it has
read, and looks at one file of the site's folder, some two microseconds. A change replaces the file.
"""

import os
import tempfile
from pathlib import Path
from typing import Final

from django.conf import settings

FILE: Final = "changed"

Mark = tuple[int, int]
NEVER: Final[Mark] = (0, 0)
"""Nothing was changed since the site's folder was made."""

_seen: Mark = NEVER


def mark() -> Mark:
    """Return what differs after each change; what is read after it is no older than it."""
    global _seen  # noqa: PLW0603  # pages that are kept ask for it again within the same request
    try:
        about = os.stat(f"{settings.TWEIPRESS_DATA}/{FILE}")  # noqa: PTH116  # a third of the time
        _seen = (about.st_ino, about.st_mtime_ns)
    except FileNotFoundError:
        _seen = NEVER
    return _seen


def seen() -> Mark:
    """Return the mark that was looked at last, without looking again."""
    return _seen


def note() -> None:
    """Let every worker read anew; to be called once a change is stored."""
    number, path = tempfile.mkstemp(prefix=f"{FILE}-", dir=settings.TWEIPRESS_DATA)
    os.close(number)
    Path(path).replace(settings.TWEIPRESS_DATA / FILE)
