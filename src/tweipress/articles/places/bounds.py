"""How many places are kept, for how long, and how late one may come."""

from datetime import timedelta
from typing import Final

PLACES_MAX: Final = 100
"""Articles that a member has begun: with one more, the oldest place is forgotten."""
KEPT: Final = timedelta(days=90)
"""As long as the season in which one comes back to a long article."""
LATE: Final = timedelta(days=1)
"""A browser sends a place within seconds; what says that it is older than this is ignored."""
PARAGRAPH_MAX: Final = 9999
"""More than an article can have, and small enough for a database's smallest number."""
