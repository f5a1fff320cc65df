"""What a section of the benchmarks answers with: measured tables, and claims with targets."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """Measured figures, side by side; `about` says what was compared, on which work."""

    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Claim:
    """A figure that the product aims at, what it should be, and what it was."""

    figure: str
    target: str
    measured: str
    reached: bool


@dataclass(frozen=True)
class Section:
    """What one module measured."""

    name: str
    tables: tuple[Table, ...]
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = field(default=())
