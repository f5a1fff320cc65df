"""Reading whole numbers from text: ASCII digits alone, so that every reader sees the same number.

Python's `int` also takes other scripts' digits, full-width ones, `1_000`, `+5` and spaces around.
"""

from typing import Final

DIGITS_MAX: Final = 18
"""Every number of so many digits fits into a database's 64 bits."""
TYPED_MAX: Final = 100
"""An operator may type more: the rules, which say why they refuse, judge it."""


def number_in(text: str, digits_max: int = DIGITS_MAX) -> int | None:
    """Return the number that `text` is; None if it is none, or has too many digits."""
    is_number = text.isascii() and text.isdigit() and len(text) <= digits_max
    return int(text) if is_number else None


def whole_number(text: str) -> int:
    """Return the number, of either sign, that an operator typed; ValueError if it is none."""
    number = number_in(text.removeprefix("-"), TYPED_MAX)
    if number is None:
        raise ValueError(f"{text!r} is no whole number in the digits 0 to 9")
    return -number if text.startswith("-") else number
