"""Reads of changes: a comment's earlier texts and notes, and what its writer may change now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tweipress.bank import clock
from tweipress.comments.edits.models import EDIT_S, NOTE_MAX, Change, Kind
from tweipress.core.ids import CommentId, MemberId

__all__ = [
    "NOTE_MAX",
    "Changed",
    "Kind",
    "can_edit",
    "comment_of",
    "first_texts",
    "history",
    "notes_of",
    "of_writer",
]

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """An earlier text or a note; `text` is empty when it was taken away, or its writer left."""

    number: int
    comment: CommentId
    kind: str
    text: str
    at: datetime
    likes: int
    dislikes: int
    removed_at: datetime | None
    reason: str


def can_edit(created: datetime) -> bool:
    """Tell whether a comment that was written then can still be edited."""
    return clock.now() <= created + timedelta(seconds=EDIT_S)


def comment_of(number: int) -> CommentId | None:
    """Return the number of the comment that a change is of."""
    comment = Change.objects.filter(pk=number).values_list("comment", flat=True).first()
    return None if comment is None else CommentId(comment)


def history(comment: CommentId) -> list[Changed]:
    """Return all changes of a comment as readers see them, oldest first."""
    return [_shown(row) for row in Change.objects.filter(comment=comment)]


def notes_of(comments: Iterable[CommentId]) -> dict[CommentId, list[Changed]]:
    """Return the notes of comments, oldest first; those that were taken away are left out."""
    notes: dict[CommentId, list[Changed]] = defaultdict(list)
    rows = Change.objects.filter(comment__in=list(comments), kind=Kind.NOTE, removed_at=None)
    for row in rows.exclude(text=""):
        notes[CommentId(row.comment_id)].append(_shown(row))
    return notes


def first_texts(comments: Iterable[CommentId]) -> dict[CommentId, str]:
    """Return comments as they were sent; those whose text was not edited are left out."""
    rows = Change.objects.filter(comment__in=list(comments), kind=Kind.EDIT).order_by("-pk")
    return {CommentId(row.comment_id): row.text for row in rows}


def of_writer(writer: MemberId) -> Iterator[Changed]:
    """Yield all changes of a member's comments with their words, oldest first."""
    for row in Change.objects.filter(comment__writer=writer).iterator(AT_ONCE):
        yield _changed(row, row.text)


def _shown(row: Change) -> Changed:
    return _changed(row, "" if row.removed_at else row.text)


def _changed(row: Change, text: str) -> Changed:
    return Changed(
        number=row.pk,
        comment=CommentId(row.comment_id),
        kind=row.kind,
        text=text,
        at=row.at,
        likes=row.likes,
        dislikes=row.dislikes,
        removed_at=row.removed_at,
        reason=row.reason,
    )
