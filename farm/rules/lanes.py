"""The share of the open lanes that a patient farm takes: the table of patient.py, and its bound."""

from collections.abc import Iterator, Sequence
from typing import Final

from farm.rules.patient import DAYS, Taken
from farm.rules.section import Section
from farm.rules.weeks import READERS
from farm.stage.family import Bound

MONTH_DAYS: Final = 30
ABOUT: Final = (
    f"A patient farm, untrusted, obeying everything for {DAYS} days, beside {READERS} readers of",
    "whom half are trusted. On the rules alone; a pool of a million Twei, ten reviewed articles a",
    "day:",
)
COLUMNS: Final = (
    *("accounts of the farm", "takes a day, Twei", "an account and month", "of all opportunities"),
    *("of the open lanes", "untrusted readers get", "trusted readers get"),
)


def section(months: Sequence[Taken]) -> Section:
    """Return the table, a row a farm."""
    return Section(ABOUT, COLUMNS, [_row(month) for month in months])


def bounds(months: Sequence[Taken]) -> Iterator[tuple[str, Bound]]:
    """Yield for each size that the farm takes no more than the open lanes."""
    for month in months:
        said = f"{month.accounts} untrusted accounts take no more than the open lanes"
        measured = f"{month.farm_twei} of {month.open_twei} Twei"
        yield "all", Bound(said, measured, month.farm_twei <= month.open_twei)


def _row(month: Taken) -> tuple[str, ...]:
    monthly = month.farm_twei * MONTH_DAYS // DAYS // month.accounts if month.accounts else 0
    return (
        str(month.accounts),
        str(month.farm_twei // DAYS),
        f"{monthly} Twei",
        f"{month.share:.1%}",
        f"{month.farm_twei / month.open_twei:.1%}",
        f"{month.newcomers_twei / month.given_twei:.1%}",
        f"{month.trusted_twei / month.given_twei:.1%}",
    )
