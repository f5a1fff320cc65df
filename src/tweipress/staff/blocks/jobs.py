"""Jobs in the background, for operators."""

from dataclasses import dataclass
from typing import Final

from tweipress.jobs import queries
from tweipress.jobs.queries import KindTotals, Listed

ROWS: Final = 50


@dataclass(frozen=True, slots=True)
class Board:
    """The totals by kind, and the jobs to look at first; `is_late` says that nobody does them."""

    totals: tuple[KindTotals, ...]
    jobs: Listed
    is_late: bool


def board() -> Board:
    """Return what waits, what is being done, and what was given up."""
    return Board(tuple(queries.totals()), queries.listed(ROWS), queries.is_late())
