"""Reads of the security log, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.conf import settings

from tweipress.bank import clock
from tweipress.security.events import Event
from tweipress.security.models import SecurityEvent

LATE: Final = timedelta(days=1)
"""Old rows wait so long for the others of their day: they are deleted once a day."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; what is None is not asked about. `before` is a row's number."""

    event: Event | None = None
    member: int | None = None
    day: date | None = None
    before: int = 0


def events(wanted: Wanted, most: int) -> list[SecurityEvent]:
    """Return the newest `most` events that are wanted; a member's are those about or by them."""
    rows = SecurityEvent.objects.order_by("-pk")
    if wanted.event:
        rows = rows.filter(event=wanted.event)
    if wanted.member is not None:
        rows = rows.filter(member=wanted.member) | rows.filter(by=wanted.member)
    if wanted.day:
        begins = datetime.combine(wanted.day, time(), UTC)
        rows = rows.filter(at__gte=begins, at__lt=begins + timedelta(days=1))
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    return list(rows[:most])


def about(member: int) -> Iterator[SecurityEvent]:
    """Yield all events about a member, oldest first, for the zip that they take along."""
    return SecurityEvent.objects.filter(member=member).order_by("pk").iterator()


def is_due() -> bool:
    """Tell whether old events are to be deleted."""
    late = clock.now() - timedelta(days=settings.TWEIPRESS_SECURITY_DAYS) - LATE
    return SecurityEvent.objects.filter(at__lt=late).exists()
