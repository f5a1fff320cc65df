"""The shape of a table of figures, and the groups that several tables tell apart."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from farm.population.cast import Person
from farm.population.play import Played
from farm.population.tally import Quoted, Tally
from tweipress.core.tariff import default

FULL: Final = default().comment_level
"""The level from which one may comment; quotes are whole from there on, too."""
FEW, SOME = 2, 4
MEDIAN: Final = "median"
Value = float | None


class Column(NamedTuple):
    """A column's title, and how its values are written."""

    title: str
    form: str


class Table(NamedTuple):
    """A table of one play: a caption, columns, and rows by their names."""

    caption: str
    columns: Sequence[Column]
    rows: dict[str, Sequence[Value]]

    def value(self, row: str, title: str) -> Value:
        """Return one figure."""
        titles = [column.title for column in self.columns]
        return self.rows[row][titles.index(title)]


STANDINGS: Final[dict[str, Callable[[Quoted], bool]]] = {
    f"untrusted, below LVL {FULL}": lambda one: not one.trusted and one.level < FULL,
    f"untrusted, LVL {FULL} and above": lambda one: not one.trusted and one.level >= FULL,
    "trusted": lambda one: one.trusted,
}


def groups(play: Played, tally: Tally) -> dict[str, Callable[[Person], bool]]:
    """Return groups of readers by how much they read."""

    def a_day(reader: Person) -> float:
        return tally.readings[reader.member] / (play.days - reader.joins_day)

    return {
        f"who read less than {FEW} articles a day": lambda reader: a_day(reader) < FEW,
        f"who read {FEW} to {SOME} a day": lambda reader: FEW <= a_day(reader) <= SOME,
        f"who read more than {SOME} a day": lambda reader: a_day(reader) > SOME,
    }


def share(values: Iterable[int], holds: Callable[[int], bool]) -> Value:
    """Return the part of the values of which something holds; None without values."""
    told = [holds(value) for value in values]
    return sum(told) / len(told) if told else None
