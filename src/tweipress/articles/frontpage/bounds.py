"""How much fits on a front. What is more is no choice any longer."""

from typing import Final

PINS_MAX: Final = 8
"""Articles that stay above the newest: with the lead, three rows on a desk."""
PACKAGES_MAX: Final = 4
PACKAGE_MAX: Final = 7
"""Articles of a package: one that leads it, and two columns of three."""
TITLE_CHARS: Final = 80
"""Of a package."""
BREAKING_CHARS: Final = 160
"""Two lines on a phone."""
BREAKING_MAX_H: Final = 48
"""What stands longer is no longer breaking."""
KEPT: Final = 20
"""Former arrangements on the editors' page."""
