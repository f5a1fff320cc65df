"""One run of the farm: plays, populations, the patient farm, and the output."""

import argparse
import time
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from farm import parts, table
from farm.play import FAMILIES, Played, play
from farm.rules import idle, lanes, moments, patient, people, together
from farm.rules.section import Section
from farm.stage.family import Bound

BROKEN: Final = 1


class Figures(NamedTuple):
    """Measurements on the rules and the model, without a site."""

    sections: list[Section]
    bounds: list[tuple[str, Bound]]


def run(chosen: argparse.Namespace) -> int:
    """Play the chosen families, print the results, and return the exit status."""
    if unknown := set(chosen.attackers) - FAMILIES.keys():
        print(f"Nobody is called {min(unknown)}: choose of {', '.join(FAMILIES)}.")
        return BROKEN
    begun_s = time.monotonic()
    figures = Figures([], [])
    if chosen.attackers or chosen.short:
        kinds = [FAMILIES[name] for name in chosen.attackers or FAMILIES]
        played = play(kinds, chosen.seed, short=chosen.short)
    else:
        played, figures = parts.side_by_side(chosen.seed, lambda: measured(chosen.seed))
    if chosen.keep:
        parts.keep(chosen.keep, played)
        return 0
    text = told(played, figures, chosen.seed)
    print(text)
    print(f"{time.monotonic() - begun_s:.0f} s")
    if chosen.write:
        table.put_into_page(text)
    return 0 if all(bound.holds for _, bound in bounds_of(played, figures)) else BROKEN


def measured(seed: int) -> Figures:
    """Measure farms on the rules alone, and the populations."""
    taken = [patient.taken(size, seed) for size in patient.SIZES]
    herds = together.all_taken(seed)
    kept = [idle.kept(size, seed) for size in idle.SIZES]
    return Figures(
        [lanes.section(taken), moments.together(herds), moments.idle(kept)],
        [*lanes.bounds(taken), *moments.bounds(herds), *people.bounds()],
    )


def bounds_of(played: Sequence[Played], figures: Figures) -> list[tuple[str, Bound]]:
    """Return every bound with the number of its family."""
    of_plays = [(play.number, bound) for play in played for bound in play.bounds]
    return of_plays + figures.bounds


def told(played: Sequence[Played], figures: Figures, seed: int) -> str:
    """Return the whole report as text."""
    return "\n".join(_lines(sorted(played, key=_place), figures, seed))


def _lines(played: Sequence[Played], figures: Figures, seed: int) -> Iterator[str]:
    yield f"Seed of the plays {seed}; all rules of risk in force. “Paid” is all that others paid an"
    yield "account; “kept” what it has when all has vested, less what it was given to start with."
    yield ""
    yield from table.of_families(played)
    yield ""
    for section in figures.sections:
        yield from (*section.about, "")
        yield from table.of(section.columns, section.rows)
        yield ""
    if figures.sections:
        yield f"Populations by the model: thresholds were fitted on seed {people.FITTED_SEED},"
        yield f"and are reported on seed {people.FRESH_SEED}."
        yield ""
    yield from table.of_bounds(bounds_of(played, figures))


def _place(play: Played) -> tuple[int, str]:
    digits = "".join(filter(str.isdigit, play.number))
    return (int(digits) if digits else len(FAMILIES), play.number)
