"""The result of a section of the benchmarks: measured tables, and claims with targets."""

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
class Section:
    """The measurements of one module."""

    name: str
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = field(default=())
