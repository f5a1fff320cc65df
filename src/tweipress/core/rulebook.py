"""The one way into the rules: judge any act by the world, the tariff in force and the time."""

from typing import Final

from tweipress.core.acts import (
    JUDGES,
    Act,
    CloseDay,
    Deposit,
    Found,
    Join,
    Mature,
    OpenDay,
    SetTariff,
)
from tweipress.core.facts import TariffText
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff, default, from_canonical
from tweipress.core.world import World

AT_ANY_TIME: Final = frozenset({Found, Join, Deposit, OpenDay, CloseDay, Mature, SetTariff})
"""Acts that need no open day: deposits, the calendar's own, and what moves no Twei at all."""


def tariff_in_force(world: World) -> Tariff:
    """Return the tariff of the open or last day; the file's own before the books are founded."""
    text = world.get(TariffText, world.books.tariff_hash)
    return from_canonical(text.figures) if text else default()


def judge(act: Act, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Answer what the act changes, or why it is refused. Nothing is changed here."""
    books = world.books
    if not books.tariff_hash and type(act) is not Found:
        return refuse(Refusal.NOT_FOUNDED)
    if not books.is_open and type(act) not in AT_ANY_TIME:
        return refuse(Refusal.DAY_CLOSED)
    return JUDGES[type(act)](act, world, tariff, now_ms)
