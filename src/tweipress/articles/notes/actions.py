"""Writes of notes: writing, replying, resolving. Doing it twice is once."""

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from tweipress.articles.desk.rights import may_work_on
from tweipress.articles.models import Article
from tweipress.articles.notes.models import NOTE_CHARS, QUOTE_CHARS, Note, Reply
from tweipress.articles.notes.passages import passages, quoted
from tweipress.articles.text.tidying import END_OF_LINE, tidy
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit

OPEN_MAX: Final = 100
"""Open notes of an article: with more nobody sees the text for them."""
NOTES_MAX: Final = 400
"""Notes of an article with resolved ones. Beyond them the oldest resolved ones go."""
REPLIES_MAX: Final = 50
"""Replies to a note: who has more to say talks to each other."""


def write(
    member: MemberId, article: Article, passage: int | None, quote: str, text: str
) -> Refused | None:
    """Write a note about words of an article as it is saved; return why that cannot be.

    Without words it is about `passage` by its number.
    """
    text, quote = _tidied(text), tidy(quote)
    if refused := _unfit(text):
        return refused
    if len(quote) > QUOTE_CHARS:
        return refuse(Refusal.QUOTE_TOO_LONG, most=QUOTE_CHARS, length=len(quote))

    def work(stored: Article) -> Refused | None:
        about = quoted(passages(stored.text), passage, quote)
        if about is None:
            return refuse(Refusal.QUOTE_MISSING)
        known = Note.objects.filter(article=stored, resolved_at=None)
        same = {"writer": member, "text": text, "quote": about.quote, "passage": about.passage}
        if known.filter(**same).exists():
            return None
        if known.count() >= OPEN_MAX:
            return refuse(Refusal.NOTES_MANY, most=OPEN_MAX)
        Note.objects.create(
            article=stored,
            writer_id=member,
            passage=about.passage,
            quote=about.quote,
            before=about.before,
            after=about.after,
            text=text,
        )
        _forget_old(stored)
        return None

    return _worked(member, article, work)


def reply(
    member: MemberId, article: Article, number: int, text: str, *, resolves: bool = False
) -> Refused | None:
    """Answer a note and leave it open, or resolve it by that; return why that cannot be.

    A resolved note is open again, so that nobody overlooks what was said.
    """
    text = _tidied(text)
    if refused := _unfit(text):
        return refused

    def work(stored: Article) -> Refused | None:
        note = stored.notes.filter(pk=number).first()
        if note is None:
            return refuse(Refusal.UNKNOWN_NOTE)
        last = note.replies.last()
        if last is None or (last.writer_id, last.text) != (member, text):
            if note.replies.count() >= REPLIES_MAX:
                return refuse(Refusal.REPLIES_MANY, most=REPLIES_MAX)
            Reply.objects.create(note=note, writer_id=member, text=text)
        return _set(member, stored, note, is_open=not resolves)

    return _worked(member, article, work)


def set_open(member: MemberId, article: Article, number: int, *, is_open: bool) -> Refused | None:
    """Resolve a note, or open it again; return why that cannot be."""

    def work(stored: Article) -> Refused | None:
        note = stored.notes.filter(pk=number).first()
        if note is None:
            return refuse(Refusal.UNKNOWN_NOTE)
        return _set(member, stored, note, is_open=is_open)

    return _worked(member, article, work)


def forget(articles: QuerySet[Article]) -> None:
    """Delete the notes of articles whose texts are deleted: they quote them."""
    Note.objects.filter(article__in=articles).delete()


def delete_texts(member: MemberId) -> None:
    """Delete what a member has said in notes; that there was something stays for the others."""
    Note.objects.filter(writer=member).update(text="")
    Reply.objects.filter(writer=member).update(text="")


def _set(member: MemberId, article: Article, note: Note, *, is_open: bool) -> Refused | None:
    if note.is_open == is_open:
        return None
    if is_open and article.notes.filter(resolved_at=None).count() >= OPEN_MAX:
        return refuse(Refusal.NOTES_MANY, most=OPEN_MAX)
    note.resolved_at = None if is_open else clock.now()
    note.resolved_by_id = None if is_open else member
    note.save(update_fields=["resolved_at", "resolved_by"])
    return None


def _worked(
    member: MemberId, article: Article, work: Callable[[Article], Refused | None]
) -> Refused | None:
    """Do something with the notes of an article as it is stored, if the member may work on it.

    One at a time, so that many at once are counted.
    """
    if refused := books.ban_refusal(member):
        return refused
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if stored is None:
            return refuse(Refusal.UNKNOWN_ARTICLE)
        if stored.is_taken_back:
            return refuse(Refusal.ARTICLE_UNDONE)
        if not may_work_on(stored, member):
            return refuse(Refusal.ROLE_MISSING)
        refused = work(stored)
        if refused is not None:
            transaction.set_rollback(True)
    return refused


def _forget_old(article: Article) -> None:
    """Delete the oldest resolved notes beyond those that fit."""
    surplus = article.notes.count() - NOTES_MAX
    if surplus > 0:
        resolved = article.notes.filter(resolved_at__isnull=False).order_by("pk")
        Note.objects.filter(pk__in=list(resolved.values_list("pk", flat=True)[:surplus])).delete()


def _unfit(text: str) -> Refused | None:
    return unfit(text, NOTE_CHARS) if text else refuse(Refusal.TEXT_EMPTY)


def _tidied(text: str) -> str:
    """Return a text without what nobody sees; its lines stay."""
    return "\n".join(map(tidy, END_OF_LINE.split(text))).strip()
