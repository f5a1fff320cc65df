"""Writes about working copies: keep, settle, throw away. Each is asked for by its own writer."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Sum

from tweipress.autosave.bounds import (
    COPIES_MAX,
    COPY_CHARS_MAX,
    KEPT,
    MEMBER_CHARS_MAX,
    SAVED_KEPT,
    SAVED_MAX,
)
from tweipress.autosave.models import WorkingCopy
from tweipress.autosave.sheets import Sheet
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

__all__ = ["Kept", "forget", "forget_all", "forget_old", "keep", "settle", "throw_away"]


class Kept(NamedTuple):
    """What is known of a page's copy: its last turn, and whether its text was saved meanwhile."""

    turn: int
    is_saved: bool


def keep(
    member: MemberId,
    subject: str,
    sheet: Sheet,
    fields: Mapping[str, str],
    *,
    is_latest: bool = False,
) -> Kept | Refused:
    """Keep what a page holds, whatever it is; a turn that is not newer than the last keeps nothing.

    `is_latest` says that a person has sent the form, so that it is newer than all before. The copy
    from which the page was opened goes, unless another window has gone on writing it.
    """
    chars = sum(map(len, fields.values()))
    if chars > COPY_CHARS_MAX:
        return refuse(Refusal.TEXT_TOO_LONG, most=COPY_CHARS_MAX, length=chars)
    with transaction.atomic():
        _wait_for_others(member)
        own = WorkingCopy.objects.filter(member=member, key=sheet.key)
        last = own.first()
        if last is not None:
            subject = last.subject  # a page that was saved as a new article is about that one
            if last.turn >= sheet.turn:
                if not is_latest:
                    return Kept(last.turn, last.is_saved)
                sheet = sheet._replace(turn=last.turn + 1)
        opened = _as_opened(member, sheet)
        rest = _unsaved(member).exclude(key=sheet.key).exclude(pk__in=opened.values("pk"))
        if refused := _full(rest.aggregate(copies=Count("pk"), chars=Sum("chars")), chars):
            return refused
        opened.delete()
        values = {
            "subject": subject,
            "base": sheet.base,
            "fields": dict(fields),
            "chars": chars,
            "turn": sheet.turn,
            "is_saved": False,
            "changed": clock.now(),
        }
        WorkingCopy.objects.update_or_create(values, member_id=member, key=sheet.key)
    return Kept(sheet.turn, is_saved=False)


def settle(member: MemberId, subject: str, sheet: Sheet) -> None:
    """Say that what a page held is saved now, or is no other than what is saved.

    Nothing that the page sent earlier and that comes later is an unsaved text. What was typed
    after the button was pressed, and is here already, stays unsaved.
    """
    with transaction.atomic():
        _wait_for_others(member)
        _as_opened(member, sheet).delete()
        own = WorkingCopy.objects.filter(member=member, key=sheet.key)
        if own.filter(turn__gt=sheet.turn).update(subject=subject):
            return
        values = {
            "subject": subject,
            "base": "",
            "fields": {},
            "chars": 0,
            "turn": sheet.turn,
            "is_saved": True,
            "changed": clock.now(),
        }
        WorkingCopy.objects.update_or_create(values, member_id=member, key=sheet.key)
        saved = WorkingCopy.objects.filter(member=member, is_saved=True).order_by("-changed", "-pk")
        older = list(saved.values_list("pk", flat=True)[SAVED_MAX : 2 * SAVED_MAX])
        WorkingCopy.objects.filter(pk__in=older).delete()


def throw_away(member: MemberId, key: str) -> bool:
    """Delete an unsaved copy for good, as its writer asks; tell whether there was one."""
    return bool(_unsaved(member).filter(key=key).delete()[0])


def forget(subject: str) -> None:
    """Delete everybody's copies of something that was deleted."""
    WorkingCopy.objects.filter(subject=subject).delete()


def forget_all(member: MemberId) -> None:
    """Delete all copies of a member who leaves."""
    WorkingCopy.objects.filter(member=member).delete()


def forget_old() -> int:
    """Delete copies that were kept long enough; return how many."""
    now = clock.now()
    unsaved = WorkingCopy.objects.filter(is_saved=False, changed__lt=now - KEPT)
    saved = WorkingCopy.objects.filter(is_saved=True, changed__lt=now - SAVED_KEPT)
    return unsaved.delete()[0] + saved.delete()[0]


def _unsaved(member: MemberId) -> Any:
    return WorkingCopy.objects.filter(member=member, is_saved=False)


def _as_opened(member: MemberId, sheet: Sheet) -> Any:
    """Return the copy from which a page was opened, if it still is as it was then."""
    key, turn = sheet.opened_from
    return _unsaved(member).filter(key=key, turn=turn).exclude(key=sheet.key)


def _full(others: Mapping[str, int | None], chars: int) -> Refused | None:
    """Refuse one copy more than fits: the words stay where they are, and none are dropped."""
    if (others["copies"] or 0) >= COPIES_MAX:
        return refuse(Refusal.COPIES_MANY, most=COPIES_MAX)
    if (others["chars"] or 0) + chars > MEMBER_CHARS_MAX:
        return refuse(Refusal.COPIES_LONG, most=MEMBER_CHARS_MAX)
    return None


def _wait_for_others(member: MemberId) -> None:
    """Let one copy of a member be kept at a time, so that many at once are counted."""
    members = get_user_model().objects.select_for_update(no_key=True)
    members.filter(pk=member).values_list("pk").first()
