"""Records about the books themselves: the current day, past days, and tariffs."""

from typing import NamedTuple

from tweipress.core.ids import NO_ARTICLE, ArticleId


class Books(NamedTuple):
    """The one row about the books themselves; `day` is the open or the last one, empty at first.

    While a day closes, `returned_to` is the article up to which escrow was returned; else 0.
    """

    scenario: bool
    gates: bool
    day: str = ""
    day_number: int = -1
    is_open: bool = False
    tariff_hash: str = ""
    tariff_next: str = ""
    returned_to: ArticleId = NO_ARTICLE

    @property
    def key(self) -> int:
        """Return the key: there is one."""
        return 0

    @property
    def closes(self) -> int:
        """Return how many days have been closed so far."""
        return self.day_number if self.is_open else self.day_number + 1


class Day(NamedTuple):
    """A day of the books: the reviewed articles it saw, what its opening gave to reading.

    `pool_at_close_twei` is what the pool held when it was closed, -1 before.
    """

    number: int
    date: str
    reviewed: int = 0
    reading_twei: int = 0
    pool_at_close_twei: int = -1

    @property
    def key(self) -> int:
        """Return the day's number."""
        return self.number


class TariffText(NamedTuple):
    """A tariff the books know, as canonical JSON, under its hash."""

    tariff_hash: str
    figures: str

    @property
    def key(self) -> str:
        """Return the tariff's hash."""
        return self.tariff_hash
