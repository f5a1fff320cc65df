"""What a patient farm takes of the open lanes: the table of patient.py, and its bound."""

from collections.abc import Iterator, Sequence
from typing import Final

from farm.family import Bound
from farm.patient import DAYS, READERS, Taken

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


def row(it: Taken) -> tuple[str, ...]:
    """Return a farm's row of the table."""
    monthly = it.farm_twei * MONTH_DAYS // DAYS // it.accounts if it.accounts else 0
    return (
        str(it.accounts),
        str(it.farm_twei // DAYS),
        f"{monthly} Twei",
        f"{it.share:.1%}",
        f"{it.farm_twei / it.open_twei:.1%}",
        f"{it.newcomers_twei / it.given_twei:.1%}",
        f"{it.trusted_twei / it.given_twei:.1%}",
    )


def bounds(months: Sequence[Taken]) -> Iterator[tuple[str, Bound]]:
    """Yield for each size that the farm takes no more than the open lanes."""
    for it in months:
        said = f"{it.accounts} untrusted accounts take no more than the open lanes"
        measured = f"{it.farm_twei} of {it.open_twei} Twei"
        yield "all", Bound(said, measured, it.farm_twei <= it.open_twei)
