"""A table of what was measured on the rules alone: what it is about, its columns and rows."""

from collections.abc import Sequence
from typing import NamedTuple


class Section(NamedTuple):
    """Lines of text, then a table."""

    about: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
