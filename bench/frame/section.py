"""The result of a section of the benchmarks: measured tables, claims with targets, and bars."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Measured figures for comparison; `about` says what was compared, on which work."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Claim:
    """A figure that the product claims, its target, and its measurement."""

    figure: str
    target: str
    measured: str
    reached: bool


@dataclass(frozen=True)
class Bar:
    """A bar of the chart: how many such requests a second somebody answered."""

    request: str
    who: str
    per_s: float


@dataclass(frozen=True)
class Section:
    """The measurements of one module.

    `bars` join the chart, which groups those of all sections by their request; `summary` is the
    table that the README quotes.
    """

    name: str
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = field(default=())
    bars: tuple[Bar, ...] = ()
    summary: Table | None = None
