"""Drafts: checking, cutting, rendering and indexing a text when it is stored, with a revision."""

from collections.abc import Mapping
from contextlib import suppress
from itertools import chain, count
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from tweipress.articles.approvals import locked
from tweipress.articles.models import SLUG_CHARS, Article, Revision
from tweipress.articles.text import body, content
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules import reading
from tweipress.core.state.outcome import Refused, refuse

TAIL_CHARS: Final = 4
TAIL_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
COPIED: Final = ("title", "lead", "section", "sections")
TEXT_FIELDS: Final = (
    *COPIED,
    *("words", "index_text", "made", "time_to_read_s", "parts"),
    *("refusal", "refusal_figures", "updated"),
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
    """A draft cannot be changed now: it is under review, being published, or published."""

    def __init__(self, refused: Refused) -> None:
        """Carry the reason, for the page."""
        super().__init__(refused.name)
        self.refused = refused


def store(article: Article, text: content.Text, writer: MemberId) -> None:
    """Save the text and a revision of it. A public article keeps the number of its parts.

    LockedError says why a draft cannot be changed; after its publication the change is an edit.
    """
    tariff = books.tariff()
    with transaction.atomic():
        stored = Article.objects.select_for_update().filter(pk=article.pk).first()
        if stored is not None and article.is_draft and (refused := _locked(stored)):
            raise LockedError(refused)
        if stored is None or stored.posting_seq is None:
            article.time_to_read_s = reading.time_to_read_s(text.words, tariff)
            article.parts = reading.section_count(text.words, tariff)
            article.refusal, article.refusal_figures = "", {}
        else:
            article.time_to_read_s, article.parts = stored.time_to_read_s, stored.parts
        article.updated = clock.now()
        article.title, article.lead, article.section = text.title, text.lead, text.section
        article.sections = text.as_json()
        article.words = text.words
        article.index_text = indexed(text)
        article.made = body.made(text, article.parts)
        article.save(update_fields=TEXT_FIELDS if stored else None)
        Revision.objects.create(
            article=article,
            writer_id=writer,
            **{name: getattr(article, name) for name in COPIED},
        )


def _locked(draft: Article) -> Refused | None:
    return locked(draft) if draft.is_draft else refuse(Refusal.ALREADY_PUBLISHED)


def give_slug(article: Article) -> None:
    """Give a draft the readable address of its title, with a random tail if that is taken."""
    if article.slug != article.code:
        return
    base = slugify(article.title)[: SLUG_CHARS - TAIL_CHARS - 1].strip("-") or article.code
    tries = chain([base], (f"{base}-{get_random_string(TAIL_CHARS, TAIL_SIGNS)}" for _ in count()))
    for slug in tries:
        if Article.objects.filter(slug=slug).exclude(pk=article.pk).exists():
            continue
        with suppress(IntegrityError), transaction.atomic():
            article.slug = slug
            article.save(update_fields=["slug"])
            return
