"""Runs a scenario from its first line to its final books, and words its trace."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Final

from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S
from tweipress.simulate.books import named
from tweipress.simulate.casting import Names
from tweipress.simulate.lines import LineWrongError
from tweipress.simulate.player import Bank, Player

SHOWN: Final = 200
"""How much of a line a trace repeats."""


def run(
    lines: Iterable[str],
    new_bank: Callable[[Tariff, bool], Bank],
    trace: Callable[[str], object] | None = None,
) -> dict[str, Any]:
    """Return the final books; `new_bank` makes the bank, `trace` is given a text line per act.

    Raise TariffError when the first line's tariff breaks a condition.
    """

    def tell(now_ms: int, what: str, came: Outcome | Refused | LineWrongError) -> None:
        if trace is not None:
            trace(traced(now_ms, what, came, player.names))

    player = Player(new_bank, tell)
    for text in lines:
        player.play(text)
    return player.books()


def as_text(books: dict[str, Any]) -> str:
    """Return the books as JSON with sorted keys, one space an indent, and a newline at the end."""
    return json.dumps(books, sort_keys=True, indent=1) + "\n"


def traced(now_ms: int, what: str, came: Outcome | Refused | LineWrongError, names: Names) -> str:
    """Return one line: when, what was to be done, and what moved or why nothing did."""
    when = datetime.fromtimestamp(now_ms // MS_PER_S, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    shown = what[:SHOWN] if what.isprintable() else ascii(what[:SHOWN])
    return f"{when} {shown} -> {_came(came, names)}"


def _came(came: Outcome | Refused | LineWrongError, names: Names) -> str:
    if isinstance(came, Refused):
        return f"refused: {came.name}"
    if isinstance(came, LineWrongError):
        return f"refused: {came.reason.name} ({came})"
    moves = (
        f"{move.amount_twei} {named(move.debit, names)} > {named(move.credit, names)}"
        for move in came.transfers
    )
    return ", ".join(moves) or "nothing moved"
