"""Drafts: checking, cutting, rendering and indexing a text when it is stored, with a revision."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import transaction

from tweipress.articles.approvals import Worded, digest, digest_of, locked
from tweipress.articles.bounds import drafts_gate, edits_gate, forget_old_versions
from tweipress.articles.editions import edition
from tweipress.articles.figures import drawn, library_of, listed_of, note_uses
from tweipress.articles.models import Article, Revision
from tweipress.articles.search import actions as index
from tweipress.articles.text import body, content
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules import reading, speeds
from tweipress.core.state.outcome import Refused, refuse

COPIED: Final = ("title", "lead", "section", "sections")
TEXT_FIELDS: Final = (
    *COPIED,
    *("words", "index_text", "made", "picture", "part_words", "time_to_read_s", "parts"),
    *("refusal", "refusal_figures", "updated", "versions"),
)


def checked(data: Mapping[str, Any]) -> content.Text:
    """Return the text of `data`, or raise ContentError."""
    return content.checked(
        data.get("title", ""),
        data.get("lead", ""),
        data.get("section", ""),
        data.get("sections", []),
    )


def indexed(text: content.Text) -> str:
    """Return the text that the search looks into."""
    return text.plain.casefold()


class LockedError(RuntimeError):
    """A text cannot be saved now: a draft is locked or published, or there are as many as fit."""

    def __init__(self, refused: Refused) -> None:
        """Carry the reason, for the page."""
        super().__init__(refused.name)
        self.refused = refused


def store(article: Article, text: content.Text, writer: MemberId, base: str | None = None) -> None:
    """Save the text, and a revision if it is new. A public article keeps the number of its parts.

    `base` is the version that the text began from (editions.py): a newer one is not overwritten.

    Readers see a version that changes something beside the ones before.
    LockedError says why it cannot be saved; after a draft's publication the change is an edit.
    """
    tariff = books.tariff()
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if refused := _refused(article, stored, text, writer, base):
            raise LockedError(refused)
        is_new, number = stored is None or not is_same(stored, text), None
        if stored is None or stored.posting_seq is None:
            article.time_to_read_s = timed(stored or article, text)
            article.parts = reading.section_count(text.words, tariff)
            article.refusal, article.refusal_figures = "", {}
        elif is_new:
            article.time_to_read_s, article.parts = stored.time_to_read_s, stored.parts
            article.versions = number = stored.versions + 1
        else:
            return
        article.updated = clock.now()
        article.title, article.lead, article.section = text.title, text.lead, text.section
        article.sections = text.as_json()
        article.words = text.words
        article.index_text = indexed(text)
        cut(article, text)
        article.save(update_fields=TEXT_FIELDS if stored else None)
        note_uses(article.pk, text, stored.text if stored else None)
        if is_new:
            Revision.objects.create(
                article=article,
                writer_id=writer,
                number=number,
                digest=digest(article),
                **{name: getattr(article, name) for name in COPIED},
            )
        if article.is_draft:
            forget_old_versions(article)


def timed(article: Article, text: content.Text) -> int:
    """Return the Time to Read of a text, at the speed of the article's language."""
    tariff = books.tariff()
    language = speeds.spoken(article.language, text.plain, tariff)
    return reading.time_to_read_s(text.words, tariff, language)


def cut(article: Article, text: content.Text) -> None:
    """Make the body of an article, as many parts of the text as it has, and its lists' picture."""
    views = library_of(text)
    article.made = body.made(text, article.parts, drawn(views).get)
    article.picture = listed_of(text, views)
    article.part_words = [part["words"] for part in article.made]


def draw_again(numbers: Iterable[int]) -> None:
    """Make the bodies of articles anew, as the library has changed or lost a picture of theirs."""
    for number in numbers:
        with transaction.atomic():
            article = Article.objects.select_for_update(no_key=True).filter(pk=number).first()
            if article is not None:
                shown = article.picture
                cut(article, article.text)
                article.save(update_fields=["made", "picture", "part_words"])
                if article.picture != shown:
                    index.rename(article.pk)


def is_same(article: Worded, text: content.Text) -> bool:
    """Tell whether an article already has this text, so that saving it makes no version."""
    return digest(article) == digest_of(text)


def _refused(
    article: Article,
    stored: Article | None,
    text: content.Text,
    writer: MemberId,
    base: str | None,
) -> Refused | None:
    """Refuse what is locked, or one more than fits; an operator brings in as many as there are."""
    if stored is None:
        author = MemberId(article.author_id)
        _wait_for_others(author)
        if article.pk:  # it was deleted meanwhile
            return refuse(Refusal.UNKNOWN_ARTICLE)
        return drafts_gate(author) if article.import_key is None else None
    if refused := newer(stored, text, base):
        return refused
    if article.is_draft:
        return locked(stored) if stored.is_draft else refuse(Refusal.ALREADY_PUBLISHED)
    return None if is_same(stored, text) else edits_gate(stored, writer)


def newer(stored: Article, text: content.Text, base: str | None) -> Refused | None:
    """Refuse a text that began from another version than the stored one, unless both say the same.

    None as a base is a caller's that has just read the article.
    """
    if base is None or base == edition(stored) or is_same(stored, text):
        return None
    return refuse(Refusal.VERSION_NEWER)


def _wait_for_others(author: MemberId) -> None:
    """Let one draft of an author be begun at a time, so that many at once are counted."""
    members = get_user_model().objects.select_for_update(no_key=True)
    members.filter(pk=author).values_list("pk").first()
