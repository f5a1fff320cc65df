"""Open day: the pool emits today's part for reading and for comments; a new tariff takes effect."""

from dataclasses import dataclass
from datetime import date, timedelta

from tweipress.core import chart
from tweipress.core.money import part
from tweipress.core.records.books import Day, TariffText
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff, from_canonical


@dataclass(frozen=True, slots=True)
class OpenDay(Act):
    """Open the day after the last; the first day is the date `first` (ISO)."""

    first: str = ""


@rule("Day opened", needs_open_day=False)
def judge(act: OpenDay, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept when no day is open."""
    books = world.books
    if books.is_open:
        return refuse(Refusal.DAY_OPEN)
    today = _next_date(books.day or act.first, is_first=not books.day)
    if today is None:
        return refuse(Refusal.CALENDAR_ENDED)
    known = world.get(TariffText, books.tariff_next)
    tariff = from_canonical(known.figures) if known else tariff
    emitted_twei = part(world.balance(chart.POOL), tariff.emission_bps_per_day)
    reading_twei = part(emitted_twei, tariff.emission_to_reading_bps)
    transaction = Transaction(world)
    transaction.move(chart.POOL, chart.DAY_READ, reading_twei)
    transaction.move(chart.POOL, chart.DAY_COMMENTS, emitted_twei - reading_twei)
    number = books.day_number + 1
    opened = books._replace(
        day=today, day_number=number, is_open=True, tariff_hash=books.tariff_next
    )
    today_record = Day(number, today, reading_twei=reading_twei)
    return transaction.outcome(opened, today_record, answer={"day": today})


def _next_date(text: str, *, is_first: bool) -> str | None:
    try:
        day = date.fromisoformat(text)
        return (day if is_first else day + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None
