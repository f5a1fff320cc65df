"""Addresses that articles had on other sites: the form in which two of them are the same."""

import unicodedata
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from tweipress.core.digits import number_in

PATH_CHARS: Final = 300
"""The longest address that is kept: a title in another script has 200 characters at most."""
ADDRESS_CHARS: Final = 9 * PATH_CHARS
"""As it is written in a link, where a letter may take nine signs."""
NUMBERS: Final = ("p", "page_id")
"""How WordPress names an article by its number."""
NUMBER_DIGITS: Final = 12
INDEX: Final = ("index.html", "index.htm", "index.php")


def path_of(address: str) -> str:
    """Return what is kept of an old address; empty if it is none, or that of a front page.

    Host and query do not count, but for a number of WordPress; capital letters neither.
    """
    if len(address) > ADDRESS_CHARS:
        return ""
    try:
        parts = urlsplit(address)
        asked = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return ""
    path = unicodedata.normalize("NFC", unquote(parts.path)).strip("/").lower()
    for name in INDEX:
        if path == name or path.endswith(f"/{name}"):
            path = path.removesuffix(name).strip("/")
    if not path:
        numbers = (number_in(asked.get(name, [""])[0], NUMBER_DIGITS) for name in NUMBERS)
        path = next((f"?p={number}" for number in numbers if number), "")
    is_plain = path.isprintable() and "\ufffd" not in path
    return path if is_plain and len(path) <= PATH_CHARS else ""
