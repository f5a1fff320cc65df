"""Tables and bounds of accounts that open together: those that rate, and those that never do."""

from collections.abc import Iterator, Sequence
from typing import Final

from farm.rules.idle import Kept
from farm.rules.section import Section
from farm.rules.together import DAYS, HOURS, Herd
from farm.stage.family import Bound

HALF: Final = 2
TOGETHER: Final = (
    "Opened together: accounts of LVL 1 and up open the same article at the same moment and rate",
    f"after the least time, one article after the other, each of {DAYS} days; on the same paper:",
)
IDLE: Final = (
    "Opened and never rated: each account opens as many sessions as it may, one after the other,",
    f"and lets all of them expire, each of {DAYS} days. The quote is that of a new article which",
    "all of them have open, to an untrusted reader of LVL 13:",
)


def together(herds: Sequence[Herd]) -> Section:
    """Return the table of accounts that open together and rate, a row for each size and hour."""
    columns = (
        *("accounts", "come", "take a day, Twei", "of the open lanes"),
        *("untrusted readers get of them", "the author with the least keeps a day, Twei"),
    )
    return Section(TOGETHER, columns, [_herd(herd) for herd in herds])


def idle(kept: Sequence[Kept]) -> Section:
    """Return the table of accounts that never rate, a row for each size."""
    columns = (
        *("accounts", "a fresh quote, Twei", "untrusted readers get of the open lanes"),
        *("trusted readers get of all", "the author with the least keeps a day, Twei"),
    )
    return Section(IDLE, columns, [_idle(week) for week in kept])


def bounds(herds: Sequence[Herd]) -> Iterator[tuple[str, Bound]]:
    """Yield that a herd takes at most half of the open lanes, and that no author loses."""
    for herd in herds:
        who = f"{herd.accounts} accounts that open together {HOURS[herd.at_hour]}"
        taken = f"{herd.herd_twei} of {herd.open_twei} Twei"
        most = Bound(
            f"{who} take at most half of the open lanes",
            taken,
            herd.herd_twei * HALF <= herd.open_twei,
        )
        yield "17", most
        least = f"{herd.author_twei} Twei"
        yield "17", Bound(f"{who}: every author stays above zero", least, herd.author_twei > 0)


def _herd(herd: Herd) -> tuple[str, ...]:
    return (
        str(herd.accounts),
        HOURS[herd.at_hour],
        str(herd.herd_twei // DAYS),
        f"{herd.herd_twei / herd.open_twei:.1%}",
        f"{herd.newcomers_twei / herd.open_twei:.1%}",
        str(herd.author_twei // DAYS),
    )


def _idle(week: Kept) -> tuple[str, ...]:
    return (
        str(week.accounts),
        str(week.quote_twei),
        f"{week.newcomers_twei / week.open_twei:.1%}",
        f"{week.trusted_twei / week.given_twei:.1%}",
        str(week.author_twei // DAYS),
    )
