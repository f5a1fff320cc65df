"""Filters and tags of every template: figures and times as readers write them, and the balance.

Load with `{% load press %}`. No prices and no rules.
"""

from datetime import date, datetime

from django import template

from tweipress.bank import clock
from tweipress.bank.queries import Unpaid
from tweipress.core.state.outcome import Refused
from tweipress.http import balance
from tweipress.language import figures, refusals, unpaid

register = template.Library()

register.filter(figures.weekday)
register.filter("twei", figures.number)
register.filter(figures.percent)
register.filter(figures.hours)
register.filter(figures.days)
register.filter(figures.wait)


@register.filter
def day(value: date | None) -> str:
    """Return a date: `7 December 2025`; empty when there is none."""
    return figures.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Return a date and time: `7 December 2025, 14:05 UTC`; empty when there is none."""
    return figures.moment(value) if value else ""


@register.filter
def minutes(seconds: int | None) -> str:
    """Return a reading time in whole minutes, rounded up: `4 min`; empty when not known."""
    return figures.minutes(seconds) if seconds else ""


@register.filter
def sentence(reason: Refused | Unpaid) -> str:
    """Return the sentence of a refusal, or of a reason why nothing is paid."""
    if isinstance(reason, Unpaid):
        return unpaid.sentence(reason)
    return refusals.sentence(reason)


@register.simple_tag
def today() -> datetime:
    """Return the time by the product's clock, for the line under the masthead."""
    return clock.now()


register.simple_tag(balance.spendable_twei)
