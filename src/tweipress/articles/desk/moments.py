"""Moments as people write them: a date and a time by the clocks of the paper's time zone."""

from datetime import UTC, date, datetime, time

from tweipress.language import zone


def resolved(day: date, at: time) -> datetime | None:
    """Return the moment of a date and time, None if clocks skip it that day.

    Of a time that clocks show twice the first one is meant.
    """
    moment = datetime.combine(day, at.replace(fold=0), zone.in_force()).astimezone(UTC)
    return moment if zone.local(moment).time() == at else None


def comes_twice(moment: datetime) -> bool:
    """Tell whether the clocks show the time of a moment twice, since they are put back."""
    local = zone.local(moment)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
