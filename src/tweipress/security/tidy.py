"""Makes a text fit for the log: one short line, without e-mail addresses."""

import re
from collections.abc import Mapping
from typing import Final

from tweipress.security.models import DETAILS_MAX, TEXT_MAX

MAILBOX: Final = re.compile(r"[^\s@]+@[^\s@]+")
HIDDEN: Final = "[address]"
LOOKED_AT: Final = 4 * TEXT_MAX
"""Characters of a text that are looked at, however long it is."""

Detail = Mapping[str, str] | Mapping[str, int] | Mapping[str, str | int | bool | None]


def tidied(detail: Detail) -> dict[str, str | int | bool | None]:
    """Return details as they are kept: so many, each text a short line."""
    return {
        _line(name): _line(value) if isinstance(value, str) else value
        for name, value in list(detail.items())[:DETAILS_MAX]
    }


def _line(text: str) -> str:
    """Return a text without addresses, without control characters, and cut."""
    without = MAILBOX.sub(HIDDEN, str(text)[:LOOKED_AT])
    signs = (sign if sign.isprintable() else " " for sign in without)
    return " ".join("".join(signs).split())[:TEXT_MAX]
