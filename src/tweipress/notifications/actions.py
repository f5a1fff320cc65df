"""Writes of members: reading notifications, switching kinds, adding and removing devices."""

from collections.abc import Collection, Iterable

from django.contrib.auth import get_user_model
from django.db import transaction

from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast.writes import writing
from tweipress.notifications.bounds import DEVICE_NAME_MAX, DEVICES_MAX, ROWS_MAX
from tweipress.notifications.kinds import OFFERED, ON, Channel, Source
from tweipress.notifications.models import (
    Device,
    Notification,
    Position,
    Spread,
    Switch,
    Told,
)
from tweipress.notifications.pushing import Wanted, checked, push
from tweipress.notifications.queries import old
from tweipress.notifications.telling import Heard, Way, count_unread, follow, spread, tell

__all__ = [
    "Heard",
    "Wanted",
    "Way",
    "add_device",
    "choose",
    "end_spread",
    "follow",
    "forget_all",
    "forget_device",
    "forget_old",
    "open_again_after",
    "push",
    "read_all",
    "read_one",
    "spread",
    "tell",
]

PORTION = 500


def read_one(member: MemberId, number: int) -> bool:
    """Note that a member has read a notification; False if it is not theirs."""
    return _read(member, [number]) or Notification.objects.filter(member=member, pk=number).exists()


def read_all(member: MemberId, until: int) -> None:
    """Note that a member has read everything up to a row: what came since was not on the page."""
    own = Notification.objects.filter(member=member, read_at=None, pk__lte=until)
    _read(member, own.values_list("pk", flat=True))


def _read(member: MemberId, numbers: Iterable[int]) -> bool:
    with writing(), transaction.atomic():
        _wait_for_others(member)
        rows = Notification.objects.filter(member=member, pk__in=list(numbers), read_at=None)
        changed = rows.update(read_at=clock.now())
        count_unread([member])
    return bool(changed)


def choose(member: MemberId, on: Collection[tuple[str, str]]) -> None:
    """Let a member be told of kinds on channels, those of `on`, and of no other."""
    with writing(), transaction.atomic():
        _wait_for_others(member)
        Switch.objects.filter(member=member).delete()
        Switch.objects.bulk_create(
            Switch(member_id=member, kind=kind, channel=channel, is_on=(kind, channel) in on)
            for kind in OFFERED
            for channel in Channel
            if ((kind, channel) in on) != ((kind, channel) in ON)
        )


def add_device(member: MemberId, wanted: Wanted, session: str, name: str) -> Refused | None:
    """Push to a browser from now on; return why that cannot be. Added again it is the same one."""
    subscription = checked(wanted)
    if subscription is None or not session:
        return refuse(Refusal.MALFORMED)
    with writing(), transaction.atomic():
        _wait_for_others(member)
        Device.objects.update_or_create(
            member_id=member,
            digest=subscription.digest,
            defaults={
                "endpoint": subscription.endpoint,
                "p256dh": wanted.p256dh,
                "auth": wanted.auth,
                "session": session,
                "name": name[:DEVICE_NAME_MAX],
                "failures": 0,
            },
        )
        newest = Device.objects.filter(member=member).order_by("-added_at", "-pk")
        surplus = list(newest.values_list("pk", flat=True)[DEVICES_MAX:])
        Device.objects.filter(pk__in=surplus).delete()
    return None


def forget_device(member: MemberId, number: int) -> None:
    """Push to a browser of a member no longer."""
    Device.objects.filter(member=member, pk=number).delete()


def forget_all(member: MemberId) -> None:
    """Delete all that is about a member."""
    with writing(), transaction.atomic():
        Notification.objects.filter(member=member).delete()
        Switch.objects.filter(member=member).delete()
        Told.objects.filter(member=member).delete()
        Device.objects.filter(member=member).delete()
        count_unread([member])


def forget_old() -> None:
    """Delete what was kept long enough, and of members who have very many what is oldest."""
    with writing(), transaction.atomic():
        gone = Notification.objects.filter(old(clock.now()))
        members = set(gone.filter(read_at=None).values_list("member", flat=True))
        gone.delete()
        count_unread(members)
    _forget_surplus()


def _forget_surplus() -> None:
    rows = Notification.objects.order_by("member").values_list("member", flat=True).distinct()
    for member in list(rows.iterator(PORTION)):
        with writing(), transaction.atomic():
            own = Notification.objects.filter(member=member)
            surplus = list(own.order_by("-at", "-pk").values_list("pk", flat=True)[ROWS_MAX:])
            if surplus:
                own.filter(pk__in=surplus).delete()
                count_unread([member])


def open_again_after(last_seq: int, using: str) -> int:
    """Follow a copied site's journal from its copied books' last posting on, if it was further."""
    return (
        Position.objects.using(using)
        .filter(source=Source.JOURNAL, reached__gt=last_seq)
        .update(reached=last_seq)
    )


def end_spread(article: int) -> None:
    """Tell no more followers of an article: it was taken back."""
    Spread.objects.filter(article=article).delete()


def _wait_for_others(member: MemberId) -> None:
    """Let one request of a member, or what they are told, be counted at a time."""
    members = get_user_model().objects.select_for_update(no_key=True)
    members.filter(pk=member).values_list("pk").first()
