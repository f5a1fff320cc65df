"""Writes down what members are told: one row for what belongs together, once for each event.

The row of the position is locked, and moves in the same transaction as the rows are written: an
event is told of once, whatever is killed and however many do it at a time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.http.fast.writes import writing
from tweipress.jobs import actions as jobs
from tweipress.notifications.bounds import PUSH_AGAIN
from tweipress.notifications.kinds import ON, ONCE, Channel, Kind, Source
from tweipress.notifications.models import (
    Device,
    Notification,
    Position,
    Spread,
    Switch,
    Told,
)

PUSH: Final = "notifications.push"
"""The job that pushes one notification to one device."""
LOWEST: Final = 1
"""The level at which everybody begins."""

Key = tuple[int, str, str, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that a member is to be told of, if they want to; the fields are those of a row."""

    member: MemberId
    kind: Kind
    at: datetime
    subject: int = 0
    what: str = ""
    article: int = 0
    by: int = 0
    times: int = 1
    twei: int = 0

    @property
    def key(self) -> Key:
        """Return what stands in one row until it is read."""
        return (self.member, self.kind, self.what, self.subject)


class Way(NamedTuple):
    """From where to where a source is followed: the rows after one, up to another."""

    source: Source
    before: int
    until: int


def follow(way: Way, heard: Sequence[Heard], published: Mapping[int, datetime]) -> bool:
    """Tell members of what has happened in a part of a source.

    `published` are articles that came out; their followers are told next. Return False, and do
    nothing, if somebody else has told it meanwhile.
    """
    with writing(), transaction.atomic():
        rows = Position.objects.select_for_update(no_key=True)
        position, _is_new = rows.get_or_create(source=way.source)
        if position.reached != way.before:
            return False
        tell(heard)
        for article, at in published.items():
            Spread.objects.get_or_create(article=article, defaults={"at": at})
        rows.filter(source=way.source).update(reached=way.until, at=clock.now())
    return True


def spread(article: int, after: int, until: int, heard: Sequence[Heard]) -> bool:
    """Tell a portion of an article's followers; with none left, that is done.

    Return False, and do nothing, if somebody else has told them meanwhile.
    """
    with writing(), transaction.atomic():
        rows = Spread.objects.select_for_update(no_key=True)
        row = rows.filter(article=article).first()
        if row is None or row.after != after:
            return False
        tell(heard)
        if until > after:
            Spread.objects.filter(pk=row.pk).update(after=until)
        else:
            Spread.objects.filter(pk=row.pk).delete()
    return True


def tell(heard: Iterable[Heard]) -> None:
    """Write down what members are told, as far as they want to be, in the caller's transaction."""
    together = _merged(heard)
    with writing(), transaction.atomic():
        members = _there({event.member for event in together})
        wishes, devices = _Wishes(members), _with_devices(members)
        known = _known(members)
        for event in together:
            if event.member not in members or not wishes.any(event):
                continue
            if event.kind is Kind.LEVEL and not _is_news(event):
                continue
            row = _written(event, known.get(event.key), wishes)
            if row and event.member in devices and wishes.has(event, Channel.PUSH):
                _push(row, devices[event.member])
        count_unread(members)


def count_unread(members: Iterable[int]) -> None:
    """Write down with members how many notifications they have not read."""
    listed = Notification.objects.filter(member=OuterRef("pk"), is_listed=True, read_at=None)
    counts = listed.order_by().values("member").annotate(rows=Count("pk")).values("rows")
    people = get_user_model().objects.filter(pk__in=list(members))
    people.update(unread=Coalesce(Subquery(counts), 0))


def _merged(heard: Iterable[Heard]) -> list[Heard]:
    """Return events with those as one that belong in one row; the last one names who and when."""
    together: dict[Key, Heard] = {}
    for event in heard:
        before = together.get(event.key)
        if before is not None and event.kind not in ONCE:
            event = replace(  # noqa: PLW2901  # the sum of both goes on
                event, times=before.times + event.times, twei=before.twei + event.twei
            )
        together[event.key] = event
    return list(together.values())


def _there(members: Iterable[int]) -> set[int]:
    """Return those of some members who have an account here, and lock their rows.

    Whoever reads or is told waits: their counts are of the rows that there are.
    """
    people = get_user_model().objects.select_for_update(no_key=True).order_by("pk")
    return set(people.filter(pk__in=list(members), is_active=True).values_list("pk", flat=True))


class _Wishes:
    """What members have switched on."""

    def __init__(self, members: set[int]) -> None:
        rows = Switch.objects.filter(member__in=members)
        self._chosen = {(row.member_id, row.kind, row.channel): row.is_on for row in rows}

    def has(self, event: Heard, channel: Channel) -> bool:
        """Tell whether somebody wants to be told of an event on a channel."""
        key = (event.member, event.kind, channel)
        return self._chosen.get(key, (event.kind, channel) in ON)

    def any(self, event: Heard) -> bool:
        """Tell whether somebody wants to be told of an event at all."""
        return any(self.has(event, channel) for channel in Channel)


def _with_devices(members: set[int]) -> dict[int, list[int]]:
    by_member: dict[int, list[int]] = {}
    rows = Device.objects.filter(member__in=members).order_by("pk")
    for member, number in rows.values_list("member", "pk"):
        by_member.setdefault(member, []).append(number)
    return by_member


def _known(members: set[int]) -> dict[Key, Notification]:
    """Return the rows that can grow, and those of what is told once, by what they are about."""
    rows = Notification.objects.filter(Q(read_at=None) | Q(kind__in=ONCE), member__in=members)
    return {(row.member_id, row.kind, row.what, row.subject): row for row in rows.order_by("pk")}


def _is_news(event: Heard) -> bool:
    """Tell whether a level is the highest so far that a member is told of; note that it is."""
    told = Told.objects.filter(member=event.member).first()
    if event.subject <= (told.level if told else LOWEST):
        return False
    Told.objects.update_or_create(member_id=event.member, defaults={"level": event.subject})
    return True


def _written(event: Heard, row: Notification | None, wishes: _Wishes) -> Notification | None:
    """Write an event into a row of its own or the one that grows; None if it was told before."""
    if row is None:
        return Notification.objects.create(
            member_id=event.member,
            kind=event.kind,
            what=event.what,
            subject=event.subject,
            article=event.article,
            by=event.by,
            times=event.times,
            twei=event.twei,
            at=event.at,
            is_listed=wishes.has(event, Channel.SITE),
        )
    if event.kind in ONCE:
        return None
    row.times += event.times
    row.twei += event.twei
    row.by, row.at, row.told_at = event.by, event.at, clock.now()
    row.save(update_fields=["times", "twei", "by", "at", "told_at"])
    return row


def _push(row: Notification, devices: Iterable[int]) -> None:
    """Have a row pushed, unless that was done a short while ago."""
    now = clock.now()
    if row.pushed_at is not None and row.pushed_at > now - PUSH_AGAIN:
        return
    Notification.objects.filter(pk=row.pk).update(pushed_at=now)
    for device in devices:
        jobs.enqueue(PUSH, device=device, notification=row.pk)
