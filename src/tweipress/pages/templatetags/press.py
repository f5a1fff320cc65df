"""Filters and tags of every template: how figures and times are put, and the purse in the masthead.

Load with `{% load press %}`. No prices and no rules.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format, number_format

from tweipress.bank import clock
from tweipress.core.state.outcome import Refused
from tweipress.http import balance
from tweipress.language.refusals import sentence

register = template.Library()

SECONDS_PER_MIN = 60
SECONDS_PER_H = 3600
BPS_PER_PERCENT = 100


@register.filter
def minutes(seconds: int | None) -> str:
    """Return a reading time in whole minutes, rounded up: `4 min`; empty when not known."""
    return f"{-(-seconds // SECONDS_PER_MIN)} min" if seconds else ""


@register.filter
def hours(seconds: int) -> str:
    """Return a span in whole hours, rounded down: `72 hours`."""
    whole = seconds // SECONDS_PER_H
    return f"{whole} hour{'' if whole == 1 else 's'}"


@register.filter
def days(seconds: int) -> str:
    """Return a span in whole days, rounded up: `30 days`."""
    whole = -(-seconds // (24 * SECONDS_PER_H))
    return f"{whole} day{'' if whole == 1 else 's'}"


@register.filter
def day(value: date) -> str:
    """Return a date in the reader's language."""
    return date_format(value, "DATE_FORMAT")


@register.filter
def moment(value: datetime) -> str:
    """Return a date and time in the reader's language, with its time zone."""
    return f"{date_format(value, 'DATETIME_FORMAT')} UTC"


@register.filter
def twei(amount_twei: int) -> str:
    """Return an amount in the reader's language, with the typographer's minus and no unit."""
    return number_format(amount_twei, force_grouping=True).replace("-", "−")


@register.filter(name="sentence")
def sentence_of(refused: Any) -> str:
    """Return the sentence of a refusal."""
    return sentence(refused) if isinstance(refused, Refused) else refused.sentence


@register.filter
def percent(bps: int) -> str:
    """Return ten-thousandths as per cent, with as many decimals as they need: `25 %`, `2.5 %`."""
    whole, rest = divmod(bps, BPS_PER_PERCENT)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + " %"


@register.simple_tag
def today() -> datetime:
    """Return the time by the product's clock, for the line under the masthead."""
    return clock.now()


register.simple_tag(balance.spendable_twei)
