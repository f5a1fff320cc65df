"""Which links a text may have: absolute addresses of the web."""

from typing import Final

SCHEMES: Final = {"http", "https"}


def is_web_link(url: str) -> bool:
    """Tell whether an address leads to a page on the web."""
    scheme, separator, rest = url.partition("://")
    return bool(separator and rest) and scheme.lower() in SCHEMES
