"""Reads about notifications: a member's own, their switches and devices, and the position."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, Q, QuerySet, When

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.notifications import keys
from tweipress.notifications.bounds import DEVICES_MAX, KEPT, ROWS_MAX
from tweipress.notifications.kinds import OFFERED, ON, Channel, Kind, Source
from tweipress.notifications.models import Device, Notification, Position, Spread, Switch

__all__ = [
    "DEVICES_MAX",
    "KEPT",
    "OFFERED",
    "PAGE",
    "ROWS_MAX",
    "Channel",
    "Device",
    "Kind",
    "Listed",
    "Notification",
    "Source",
    "Spread",
    "are_old",
    "device",
    "devices",
    "for_digest",
    "is_on",
    "listed",
    "of_member",
    "one",
    "one_of_all",
    "position",
    "public_key",
    "spreads",
    "switches",
    "unread",
]

PAGE: Final = 30
AT_ONCE: Final = 500
UNREAD_FIRST: Final = (Case(When(read_at=None, then=0), default=1), "-at", "-pk")


@dataclass(frozen=True, slots=True)
class Listed:
    """A portion of a member's notifications; `page` counts from 1, and `has_more` follow."""

    rows: list[Notification]
    page: int
    has_more: bool


def listed(member: MemberId, page: int = 1) -> Listed:
    """Return a portion of what a member is told on the site: unread first, then the newest."""
    start = (max(1, page) - 1) * PAGE
    own = Notification.objects.filter(member=member, is_listed=True)
    rows = list(own.order_by(*UNREAD_FIRST)[start : start + PAGE + 1])
    return Listed(rows[:PAGE], max(1, page), len(rows) > PAGE)


def unread(member: MemberId) -> int:
    """Return how many notifications of a member are not read."""
    return Notification.objects.filter(member=member, is_listed=True, read_at=None).count()


def one(member: MemberId, number: int) -> Notification | None:
    """Return a member's notification; that of another one is none."""
    return Notification.objects.filter(member=member, pk=number, is_listed=True).first()


def one_of_all(number: int) -> Notification | None:
    """Return anybody's notification, for the job that pushes it."""
    return Notification.objects.filter(pk=number).first()


def of_member(member: MemberId) -> Iterator[Notification]:
    """Yield everything that a member was told and that is still kept, oldest first."""
    rows = Notification.objects.filter(member=member).order_by("at", "pk")
    return rows.iterator(AT_ONCE)


def for_digest(member: MemberId, since: datetime, until: datetime, most: int) -> list[Notification]:
    """Return what a member has not read from a moment to before another, for kinds they chose."""
    chosen = switches(member)
    kinds = [kind for kind in Kind if is_on(chosen, kind, Channel.MAIL)]
    new = Notification.objects.filter(member=member, read_at=None, kind__in=kinds)
    return list(new.filter(told_at__gte=since, told_at__lt=until).order_by("-at", "-pk")[:most])


Chosen = dict[tuple[str, str], bool]


def switches(member: MemberId) -> Chosen:
    """Return which kinds a member has switched on or off, by kind and channel."""
    rows = Switch.objects.filter(member=member).values_list("kind", "channel", "is_on")
    return {(kind, channel): is_on for kind, channel, is_on in rows}


def is_on(chosen: Chosen, kind: Kind, channel: Channel) -> bool:
    """Tell whether a kind is on for a channel, with what a member has chosen."""
    return chosen.get((kind, channel), (kind, channel) in ON)


def devices(member: MemberId) -> list[Device]:
    """Return the browsers to which a member's notifications are pushed, first the first."""
    return list(Device.objects.filter(member=member).order_by("pk"))


def device(number: int) -> Device | None:
    """Return a device by its number."""
    return Device.objects.select_related("member").filter(pk=number).first()


def public_key() -> str:
    """Return the site's key for pushing, as browsers take it."""
    return keys.public_key()


def position(source: Source) -> tuple[int, datetime | None]:
    """Return the last row of a source that members were told of, and when; 0 before the first."""
    row = Position.objects.filter(source=source).values_list("reached", "at").first()
    return row or (0, None)


def spreads() -> QuerySet[Spread]:
    """Return the articles whose followers are still being told, first the first."""
    return Spread.objects.order_by("pk")


def old(now: datetime) -> Q:
    """Return which notifications were kept long enough."""
    return Q(at__lt=now - KEPT)


def are_old() -> bool:
    """Tell whether something was kept long enough; a day passes, so that it is one job a day."""
    oldest = Notification.objects.order_by("at").values_list("at", flat=True).first()
    return oldest is not None and oldest < clock.now() - KEPT - timedelta(days=1)
