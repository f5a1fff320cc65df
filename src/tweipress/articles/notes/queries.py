"""Reads of notes: those of an article where they stand now, how many are open, a member's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tweipress.articles.models import Article
from tweipress.articles.notes.models import CONTEXT_CHARS, NOTE_CHARS, QUOTE_CHARS, Note, Reply
from tweipress.articles.notes.passages import Passage, passage_of, passages
from tweipress.core.ids import MemberId

__all__ = [
    "CONTEXT_CHARS",
    "NOTE_CHARS",
    "QUOTE_CHARS",
    "Note",
    "OwnNote",
    "Passage",
    "Placed",
    "notes_of",
    "numbers_of",
    "open_count",
    "passages",
    "written_by",
]


@dataclass(frozen=True, slots=True)
class Placed:
    """A note and its replies; `passage` is where its words stand now, None if they are gone."""

    note: Note
    replies: tuple[Reply, ...]
    passage: int | None


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note or a reply, as its writer takes it along."""

    number: int
    article: int
    quote: str
    is_reply: bool
    text: str
    at: datetime
    resolved: datetime | None


def notes_of(article: Article, all_passages: list[Passage]) -> list[Placed]:
    """Return the notes of an article as its text has them, those whose passage is gone first."""
    rows = article.notes.select_related("writer", "resolved_by")
    notes = rows.prefetch_related("replies__writer").order_by("pk")
    placed = [
        Placed(note, tuple(note.replies.all()), passage_of(note, all_passages)) for note in notes
    ]
    return sorted(placed, key=lambda each: (each.passage or 0, each.note.pk))


def numbers_of(article: Article) -> list[int]:
    """Return the numbers of an article's notes, first the first."""
    return list(article.notes.values_list("pk", flat=True))


def open_count(article: Article) -> int:
    """Return how many notes of an article are open."""
    return article.notes.filter(resolved_at=None).count()


def written_by(member: MemberId) -> Iterator[OwnNote]:
    """Yield the notes and replies of a member, notes first, first the first."""
    for note in Note.objects.filter(writer=member).order_by("pk").iterator():
        yield OwnNote(
            note.pk, note.article_id, note.quote, False, note.text, note.at, note.resolved_at
        )
    replies = Reply.objects.filter(writer=member).select_related("note")
    for reply in replies.order_by("pk").iterator():
        of = reply.note
        yield OwnNote(of.pk, of.article_id, of.quote, True, reply.text, reply.at, of.resolved_at)
