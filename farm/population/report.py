"""The tables of several plays as one text: of each figure the median, and how far seeds differ."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from farm.population import cast
from farm.population.cast import Kind
from farm.population.figures import Figures, figures
from farm.population.play import played
from farm.population.shape import MEDIAN, Column, Table, Value

PAGE: Final = Path(__file__).parents[2] / "docs" / "expectations.md"
BEGINS: Final = "<!-- written by make population -->"
ENDS: Final = "<!-- until here -->"
NOTHING: Final = "–"


def report(seeds: Sequence[int], days: int, per: int) -> str:
    """Play once a seed, and return every table as Markdown, and who loses."""
    plays = [figures(played(seed, days, per)) for seed in seeds]
    lines = [
        f"{days} days, seeds {', '.join(map(str, seeds))}. A figure is the median of the plays; in",
        "parentheses the lowest and the highest of them, where they differ.",
        "",
    ]
    for tables in zip(*plays, strict=True):
        lines += [*_table(tables, days), ""]
    return "\n".join([*lines, *losers(plays)])


def losers(plays: Sequence[Figures]) -> Iterator[str]:
    """Yield who ends below zero in every play, and which readers below those who only read."""
    first = plays[0]
    yield "**Below zero** in the median of every play:"
    yield ""
    for name in (*first.members.rows, *first.deeds.rows):
        if all((twei := _median(play, name)) is not None and twei < 0 for play in plays):
            yield f"- {name}"
    yield ""
    yield f"**Above zero, but below {cast.ONLY_READ.name}** in the median of every play:"
    yield ""
    for kind in cast.READERS:
        if all(0 <= _total(play, kind) < _total(play, cast.ONLY_READ) for play in plays):
            yield f"- {kind.name}"


def put_into_page(text: str) -> None:
    """Replace the tables of the last run in the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    _, mark, after = rest.partition(ENDS)
    assert mark, f"{PAGE.name} has lost its marks"
    PAGE.write_text(f"{before}{BEGINS}\n\n{text}\n\n{ENDS}{after}", encoding="utf-8")


def _table(tables: Sequence[Table], days: int) -> Iterator[str]:
    first = tables[0]
    titles = ["", *(column.title for column in first.columns)]
    yield f"**{first.caption.format(days=days)}**"
    yield ""
    yield f"| {' | '.join(titles)} |"
    yield f"|{'---|' * len(titles)}"
    for name in first.rows:
        by_column = zip(*(table.rows[name] for table in tables), strict=True)
        cells = [
            _cell(column, values) for column, values in zip(first.columns, by_column, strict=True)
        ]
        yield f"| {' | '.join([name, *cells])} |"


def _cell(column: Column, values: Sequence[Value]) -> str:
    """Return the median of the seeds, with the lowest and the highest where they differ."""
    known = [value for value in values if value is not None]
    if not known:
        return NOTHING
    middle, least, most = (
        format(value, column.form).replace("-", "−")
        for value in (median(known), min(known), max(known))
    )
    return middle if least == most else f"{middle} ({least} to {most})"


def _median(play: Figures, row: str) -> Value:
    table = play.members if row in play.members.rows else play.deeds
    return table.value(row, MEDIAN)


def _total(play: Figures, kind: Kind) -> float:
    return play.members.value(kind.name, MEDIAN) or 0
