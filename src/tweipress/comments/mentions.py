"""Mentions: whom a comment names with an @."""

import re
from typing import Final

MENTIONS_MAX: Final = 5
"""Names in one comment whose members are told; nobody calls a whole site together."""

NAMED: Final = re.compile(r"(?<![\w@])@([A-Za-z0-9_-]{2,32})(?!\w)")


def named(text: str) -> list[str]:
    """Return the names after an @ in a text, in small letters, the first MENTIONS_MAX of them.

    A hyphen at the end is punctuation: names that end in one are mentioned by nobody.
    """
    names = (match[1].rstrip("-").lower() for match in NAMED.finditer(text))
    return list(dict.fromkeys(name for name in names if name))[:MENTIONS_MAX]
