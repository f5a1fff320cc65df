"""The names of a browser and its system, from what it says of itself.

Both are few and well known: what else a browser tells is not kept.
"""

from typing import Final

BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""What is in the line, and whose it is; most browsers also name those that come later here."""
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def told_by(line: str) -> str:
    """Return the names in a User-Agent line, as `Firefox, Linux`; empty if none is known."""
    names = (_first(line, BROWSERS), _first(line, SYSTEMS))
    return ", ".join(name for name in names if name)


def _first(line: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in known if sign in line), "")
