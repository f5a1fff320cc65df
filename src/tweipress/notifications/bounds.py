"""How many notifications and devices are kept, for how long, and how much of them at once."""

from datetime import timedelta
from typing import Final

KEPT: Final = timedelta(days=90)
"""Who comes back after a season does not read on from there."""
ROWS_MAX: Final = 500
"""Of a member; beyond it the oldest go, and the page stays quick whatever happens."""
DEVICES_MAX: Final = 10
"""Browsers of a member: with one more, the one that was added first is forgotten."""
DEVICE_NAME_MAX: Final = 60
ENDPOINT_MAX: Final = 1000
"""Characters of a push service's address; those in use have some 200."""
PUSH_AGAIN: Final = timedelta(hours=1)
"""A notification that grows is pushed again after so long, and not with each growth."""
FAILURES_MAX: Final = 5
"""Messages in a row that a push service refuses; then it has no use for any other."""
