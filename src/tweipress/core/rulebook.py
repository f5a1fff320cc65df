"""The one way into the rules: judge any act by the world, the tariff in force and the time."""

from typing import Final

from tweipress.core.acts import (
    JUDGES,
    Act,
    Appeal,
    CloseDay,
    Deposit,
    Expire,
    Found,
    Join,
    Mature,
    OpenDay,
    SetTariff,
)
from tweipress.core.facts import WHOLE_POST, Member, Pnl, TariffText
from tweipress.core.money import MAX_TWEI
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.pnl import Amounts
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff, default, from_canonical
from tweipress.core.world import World

AT_ANY_TIME: Final = frozenset({Found, Join, Deposit, OpenDay, CloseDay, Mature, SetTariff})
"""Acts that need no open day: deposits, the calendar's own, and what moves no Twei at all."""


_ALSO_WHEN_BANNED: Final = frozenset({Appeal, Expire, Join})
"""An appeal, without which what is held would be lost; and acts whose member does not act."""
_ACTOR: Final = {
    kind: field
    for kind in JUDGES
    for field in ("member", "by")
    if field in kind.__slots__ and kind not in _ALSO_WHEN_BANNED
}


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
    if _is_banned(act, world):
        return refuse(Refusal.BANNED)
    answer = JUDGES[type(act)](act, world, tariff, now_ms)
    if isinstance(answer, Outcome) and not _lines_fit(answer, world):
        return refuse(Refusal.AMOUNT_WRONG)
    return answer


def _lines_fit(outcome: Outcome, world: World) -> bool:
    """Tell whether the article's lines stay storable; no member's exceeds the whole post's.

    Balances cannot outgrow the deposits, but the same Twei can pass through a line many times.
    """
    if not outcome.lines:
        return True
    whole = world.get(Pnl, (outcome.article, WHOLE_POST))
    totals = list(whole.amounts if whole else Amounts())
    for entry in outcome.lines:
        totals[entry.line] += entry.amount_twei
    return max(totals) <= MAX_TWEI


def _is_banned(act: Act, world: World) -> bool:
    """Tell whether whoever acts may only read; the console and the calendar are nobody."""
    field = _ACTOR.get(type(act))
    number: int = getattr(act, field) if field else 0
    member = world.get(Member, number) if number else None
    return member is not None and member.banned
