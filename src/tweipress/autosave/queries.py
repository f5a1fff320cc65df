"""Reads of working copies: each member's own."""

from collections.abc import Iterator

from django.db.models import Q

from tweipress.autosave.bounds import COPIES_MAX, KEPT, LATE, SAVED_KEPT
from tweipress.autosave.models import WorkingCopy
from tweipress.autosave.sheets import Sheet, fresh, seal, sent
from tweipress.bank import clock
from tweipress.core.ids import MemberId

__all__ = [
    "KEPT",
    "Sheet",
    "WorkingCopy",
    "fresh",
    "is_due",
    "of_member",
    "one",
    "saved_as",
    "seal",
    "sent",
    "unsaved",
]


def unsaved(member: MemberId, subject: str, *, but: Sheet | None = None) -> list[WorkingCopy]:
    """Return a member's unsaved copies of something, the newest first; not those of one page."""
    copies = WorkingCopy.objects.filter(member=member, subject=subject, is_saved=False)
    if but is not None:
        copies = copies.exclude(key__in=[but.key, but.opened_from[0]])
    return list(copies.order_by("-changed", "-pk")[:COPIES_MAX])


def one(member: MemberId, key: str) -> WorkingCopy | None:
    """Return an unsaved copy of a member by its key."""
    return WorkingCopy.objects.filter(member=member, key=key, is_saved=False).first()


def saved_as(member: MemberId, sheet: Sheet) -> str:
    """Return what a page's text is about since it was saved, empty if nothing is known of it."""
    saved = WorkingCopy.objects.filter(member=member, key=sheet.key)
    return saved.values_list("subject", flat=True).first() or ""


def of_member(member: MemberId) -> Iterator[WorkingCopy]:
    """Yield all that a member has not saved, oldest first, for the zip that they take along."""
    copies = WorkingCopy.objects.filter(member=member, is_saved=False)
    return copies.order_by("pk").iterator(chunk_size=1)


def is_due() -> bool:
    """Tell whether old copies are to be deleted."""
    now = clock.now() - LATE
    old = Q(is_saved=False, changed__lt=now - KEPT) | Q(is_saved=True, changed__lt=now - SAVED_KEPT)
    return WorkingCopy.objects.filter(old).exists()
