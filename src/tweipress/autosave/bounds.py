"""Bounds of working copies, so that nobody fills the disk with them. None drops unsaved words."""

from datetime import timedelta
from typing import Final

COPIES_MAX: Final = 50
"""Unsaved copies of a member: as many as drafts (articles/bounds.py), with a window each."""
COPY_CHARS_MAX: Final = 500_000
"""Signs of a copy: eight times the longest text, so that what is too long to be saved is kept."""
MEMBER_CHARS_MAX: Final = 5_000_000
"""Signs of all unsaved copies of a member: 50 long articles."""
SAVED_MAX: Final = 100
"""Copies of a member that say that their text was saved: pages left open, at most."""
KEPT: Final = timedelta(days=90)
"""How long an unsaved copy is kept after its last change: longer than any holiday."""
SAVED_KEPT: Final = timedelta(days=30)
"""How long it is known that a page's text was saved: as long as browsers keep what they could not
send (static/autosave/autosave.js)."""
LATE: Final = timedelta(days=1)
"""Old copies wait so long for the others of their day: they are deleted once a day."""
