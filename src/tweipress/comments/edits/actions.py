"""Writes of changes: edit a comment, add a note, take a change away. None moves any Twei."""

from datetime import timedelta

from django.db import transaction

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.comments.edits.models import (
    EDIT_S,
    EDITS_MAX,
    NOTE_MAX,
    NOTES_MAX,
    Change,
    Kind,
)
from tweipress.comments.holding.actions import may_decide
from tweipress.comments.holding.entering import change_refusal
from tweipress.comments.models import REASON_MAX, Comment
from tweipress.comments.rules.words import mark
from tweipress.comments.texts import tidied, unfit
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions import queries as decided
from tweipress.http.fast.writes import writing
from tweipress.http.text import unfit as unfit_words


def edit(writer: MemberId, number: CommentId, text: str) -> Refused | None:
    """Put another text in the place of a comment's, which stays readable; None when that is done.

    The new text has to pass what a new comment has to.
    """
    text = tidied(text)
    stored = _own(writer, number)
    refused = unfit(text) or _barred(writer, stored)
    if refused or stored is None:
        return refused or refuse(Refusal.UNKNOWN_COMMENT)
    if stored.text == text:
        return None
    if refused := _checked(stored, text):
        return refused
    with writing(), transaction.atomic():
        known = Comment.objects.select_for_update(no_key=True).get(pk=number)
        if refused := _late(known) or _many(known, Kind.EDIT, EDITS_MAX) or _gone(known):
            return refused
        _keep(known)
        known.text, known.mark, known.edited_at = text, mark(text), clock.now()
        known.is_changed = True
        known.save(update_fields=["text", "mark", "edited_at", "is_changed"])
    return None


def add_note(writer: MemberId, number: CommentId, text: str) -> Refused | None:
    """Add a dated note below a comment; None when that is done, and when it is there already."""
    text = tidied(text)
    stored = _own(writer, number)
    refused = unfit(text) or _barred(writer, stored)
    if refused or stored is None:
        return refused or refuse(Refusal.UNKNOWN_COMMENT)
    if len(text) > NOTE_MAX:
        return refuse(Refusal.TEXT_TOO_LONG, most=NOTE_MAX, length=len(text))
    if refused := _checked(stored, text):
        return refused
    with writing(), transaction.atomic():
        known = Comment.objects.select_for_update(no_key=True).get(pk=number)
        notes = Change.objects.filter(comment=known, kind=Kind.NOTE)
        if notes.filter(text=text).exists():
            return None
        if refused := _many(known, Kind.NOTE, NOTES_MAX) or _gone(known):
            return refused
        Change.objects.create(comment=known, kind=Kind.NOTE, text=text, at=clock.now())
        Comment.objects.filter(pk=number).update(is_changed=True)
    return None


def take_away(moderator: MemberId, change: int, reason: str) -> Refused | None:
    """Take an earlier text or a note off the site; None when nobody reads it any more."""
    reason = reason.strip()
    known = Change.objects.select_related("comment").filter(pk=change).first()
    if known is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    number = CommentId(known.comment_id)
    if refused := unfit_words(reason, REASON_MAX) or may_decide(moderator, number):
        return refused
    values = {"removed_at": clock.now(), "removed_by": moderator, "reason": reason}
    noted = decisions.Noted(
        *(decisions.Kind.VERSION, moderator, known.comment.writer_id),
        words=reason,
        comment=number,
        article=known.comment.article_id,
    )
    with writing(), transaction.atomic():  # nothing is taken away that the log does not have
        if not Change.objects.filter(pk=change, removed_at=None).update(**values):
            return refuse(Refusal.ALREADY_DECIDED)
        decisions.note(noted, f"comment-change:{change}")
    return None


def delete_texts(writer: MemberId) -> None:
    """Delete the words of every change of a member's comments."""
    Change.objects.filter(comment__writer=writer).update(text="")


def _own(writer: MemberId, number: CommentId) -> Comment | None:
    return Comment.objects.filter(pk=number, writer=writer, posting_seq__isnull=False).first()


def _barred(writer: MemberId, stored: Comment | None) -> Refused | None:
    """Refuse who may not write, and a comment that is hidden or was removed."""
    if stored is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    return books.ban_refusal(writer) or decided.comment_refusal(writer) or _gone(stored)


def _gone(stored: Comment) -> Refused | None:
    """Refuse a comment whose text readers do not see.

    The books are asked too, and again under the lock: a removal is an act first, and hides the text
    a moment later.
    """
    known = books.comments([CommentId(stored.pk)], None).get(CommentId(stored.pk))
    if known is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    is_removed = known.ended == CommentEnd.REMOVED and stored.restored_at is None
    return refuse(Refusal.COMMENT_HIDDEN) if is_removed or stored.hidden_at else None


def _checked(stored: Comment, text: str) -> Refused | None:
    """Ask the site's rules about a text as if it were a new comment."""
    as_new = Comment(
        pk=stored.pk,
        article_id=stored.article_id,
        writer_id=stored.writer_id,
        text=text,
        mark=mark(text),
        created=stored.created,
    )
    return change_refusal(as_new)


def _late(known: Comment) -> Refused | None:
    is_late = clock.now() > known.created + timedelta(seconds=EDIT_S)
    return refuse(Refusal.EDIT_LATE, within_s=EDIT_S) if is_late else None


def _many(known: Comment, kind: Kind, most: int) -> Refused | None:
    count = Change.objects.filter(comment=known, kind=kind).count()
    return refuse(Refusal.CHANGES_MANY, most=most) if count >= most else None


def _keep(known: Comment) -> None:
    """Keep the text that an edit replaces, with the votes that it has."""
    number = CommentId(known.pk)
    votes = books.comments([number], None)[number]
    Change.objects.create(
        comment=known,
        kind=Kind.EDIT,
        text=known.text,
        at=known.edited_at or known.created,
        likes=votes.likes,
        dislikes=votes.dislikes,
    )
