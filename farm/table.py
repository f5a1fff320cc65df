"""The farm's tables as Markdown: attackers with their results, and every bound."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from farm.play import Played
from farm.stage.family import Bound
from farm.stage.reckoning import ALONE, Reckoning

PAGE: Final = Path(__file__).parents[1] / "docs" / "attackers.md"
BEGINS: Final = "<!-- written by make farm -->"
ENDS: Final = "<!-- until here -->"
SHOWN: Final = 3

COLUMNS: Final = (
    *("", "what the accounts did", "accounts", "requests", "Pluses taken"),
    *("paid, Twei", "kept, Twei", "flagged", "at read"),
)


def of_families(played: Iterable[Played]) -> list[str]:
    """Return the table of attackers and readers."""
    return _table(COLUMNS, map(_family, played))


def of_bounds(bounds: Iterable[tuple[str, Bound]]) -> list[str]:
    """Return the table of bounds, each with its family."""
    rows = (
        (who, bound.said, bound.measured, "true" if bound.holds else "**BROKEN**")
        for who, bound in bounds
    )
    return _table(("", "bound", "measured", ""), rows)


def of(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return any other table."""
    return _table(columns, rows)


def put_into_page(text: str) -> None:
    """Replace the tables of the last run in docs/attackers.md."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    assert ENDS in rest, f"{PAGE.name} has lost its marks"
    PAGE.write_text(f"{before}{BEGINS}\n\n{text}\n{ENDS}{after}", encoding="utf-8")


def _family(played: Played) -> Sequence[str]:
    end = played.end
    return (
        played.number,
        f"{played.what}{_refusals(end.met)}",
        str(end.accounts),
        f"{end.sent:,}",
        str(end.pluses),
        str(end.paid_twei),
        str(end.kept_twei),
        _flags(end),
        str(end.at_reads[0]) if end.at_reads else "",
    )


def _refusals(met: Counter[str]) -> str:
    """Return the most frequent refusals."""
    most = ", ".join(f"`{why}` {times:,}" for why, times in met.most_common(SHOWN))
    return f" ({most})" if most else ""


def _flags(end: Reckoning) -> str:
    if not end.reasons:
        return "none"
    shown = ", ".join(f"`{reason}` {number}" for reason, number in end.reasons.most_common())
    return f"{shown}; {end.share(ALONE):.0%} by itself"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
