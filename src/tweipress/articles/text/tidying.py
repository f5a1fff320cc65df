"""What people give, tidied: one line of text, lines of code, objects with known keys."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.limits import MARKS_MAX

# Invisible characters that change the direction of text: with them a price could be forged.
TURNING_SIGNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

END_OF_LINE: Final = re.compile("\r\n?|[\n\u2028\u2029]")


def tidy(text: str) -> str:
    """Return `text` on one line, in composed form, without control and direction characters."""
    kept = (
        sign for sign in text if sign.isspace() or (unicodedata.category(sign) not in {"Cc", "Cs"})
    )
    return " ".join(_composed(kept).split())


def tidy_code(text: str) -> str:
    """Return lines of code as they are indented, without empty ones before and after them.

    Direction characters go here too: with them code would read as what it does not say.
    """
    rows = [_tidy_row(row) for row in END_OF_LINE.split(text)]
    while rows and not rows[-1]:
        rows.pop()
    first = next((number for number, row in enumerate(rows) if row), 0)
    return "\n".join(rows[first:])


def _tidy_row(row: str) -> str:
    kept = (
        sign for sign in row if sign == "\t" or (unicodedata.category(sign) not in {"Cc", "Cs"})
    )
    return _composed(kept).rstrip()


def _composed(signs: Iterable[str]) -> str:
    bounded = _with_few_marks(sign for sign in signs if sign not in TURNING_SIGNS)
    return unicodedata.normalize("NFC", "".join(bounded))


def _with_few_marks(signs: Iterable[str]) -> Iterator[str]:
    """Leave out the accents on a letter beyond MARKS_MAX."""
    marks = 0
    for sign in signs:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MARKS_MAX:
            yield sign


def line(value: object, path: str, chars_max: int, *, needed: bool = False) -> str:
    """Return one tidied line of plain text of at most `chars_max` characters."""
    if not isinstance(value, str):
        raise ContentError(path, Fault.NO_TEXT)
    return _bounded(tidy(value), path, chars_max, needed=needed)


def code(value: object, path: str, chars_max: int) -> str:
    """Return tidied lines of code of at most `chars_max` characters."""
    if not isinstance(value, str):
        raise ContentError(path, Fault.NO_TEXT)
    return _bounded(tidy_code(value), path, chars_max, needed=True)


def _bounded(tidied: str, path: str, chars_max: int, *, needed: bool) -> str:
    if needed and not tidied:
        raise ContentError(path, Fault.EMPTY)
    if len(tidied) > chars_max:
        raise ContentError(path, Fault.TOO_LONG, chars=len(tidied), most=chars_max)
    return tidied


def fields(value: object, path: str, known: set[str]) -> Mapping[str, object]:
    """Return a JSON object whose keys are all `known`; a misspelt key is an error, not dropped."""
    if not isinstance(value, dict):
        raise ContentError(path, Fault.NO_OBJECT)
    if unknown := sorted(set(value) - known):
        raise ContentError(f"{path}.{unknown[0]}" if path else unknown[0], Fault.UNKNOWN_KEY)
    return value


def rows(value: object, path: str) -> Sequence[object]:
    """Return a JSON list."""
    if not isinstance(value, list):
        raise ContentError(path, Fault.NO_LIST)
    return value
