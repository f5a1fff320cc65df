"""How many members read an article, by cohort, as its authors see it: nobody can be picked out.

Each figure is made from one count alone, in whole steps of STEP_READERS, and no sum is shown. So no
figure, and no difference of figures, tells anything about a count below STEP_READERS.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId
from tweipress.core.units import MS_PER_DAY

STEP_READERS: Final = 20
"""The fewest readers that are shown, and the step in which figures grow."""
NEW_DAYS: Final = 30
"""A reader is new to an article that they open first within so many days of joining."""


class Cohort(StrEnum):
    """Which readers: one of these each, in the order in which they are shown."""

    NEW = "new"
    REGULAR = "regular"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class CohortRow:
    """What is shown of a cohort: how many are known to have read to the end, and to have left.

    A figure is the least number that there are; 0 says that there are fewer than STEP_READERS.
    """

    cohort: Cohort
    ended: int
    left: int


def of_article(article: ArticleId) -> list[CohortRow]:
    """Return what is shown of an article's readers, as of the last midnight (UTC)."""
    midnight_ms = clock.now_ms() // MS_PER_DAY * MS_PER_DAY
    counts = {
        (one.cohort, one.ended): one.readers
        for one in books.count_readers(article, midnight_ms, NEW_DAYS * MS_PER_DAY)
    }
    return [
        CohortRow(
            cohort,
            ended=in_steps(counts.get((cohort, True), 0)),
            left=in_steps(counts.get((cohort, False), 0)),
        )
        for cohort in Cohort
    ]


def in_steps(readers: int) -> int:
    """Return a count as it is shown: rounded down to whole steps."""
    return readers // STEP_READERS * STEP_READERS
