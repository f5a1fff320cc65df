"""What an author takes along: every article and draft as Markdown, and every version of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from tweipress.articles.models import Article, ArticleState, Revision
from tweipress.articles.queries.texts import Worded
from tweipress.articles.text import markdown
from tweipress.core.ids import ArticleId, MemberId

TEXTS_AT_ONCE: Final = 10
"""The longest texts have hundreds of kilobytes."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as it was typed: a title, a lead, a section, and Markdown."""

    title: str
    lead: str
    section: str
    body: str


@dataclass(frozen=True, slots=True)
class OwnArticle:
    """An article as its author takes it along; `slug` is empty for a draft."""

    number: ArticleId
    slug: str
    state: ArticleState
    text: OwnText
    language: str
    tags: list[str]
    words: int
    time_to_read_s: int
    parts: int
    reviewed: bool
    created: datetime
    updated: datetime
    published: datetime | None
    shown_date: date | None
    posting: int | None
    refusal: str
    taken_back_because: str


@dataclass(frozen=True, slots=True)
class Named:
    """What others' rows call an article."""

    title: str
    slug: str


def written_by(author: MemberId) -> Iterator[OwnArticle]:
    """Yield an author's articles and drafts, oldest first."""
    own = (
        Article.objects.filter(author=author)
        .defer("made", "part_words", "index_text")
        .order_by("pk")
    )
    for article in own.iterator(TEXTS_AT_ONCE):
        yield OwnArticle(
            number=ArticleId(article.pk),
            slug="" if article.is_draft else article.slug,
            state=article.state,
            text=own_text(article),
            language=article.language,
            tags=[name for _, name in article.tags],
            words=article.words,
            time_to_read_s=article.time_to_read_s,
            parts=article.parts,
            reviewed=article.reviewed,
            created=article.created,
            updated=article.updated,
            published=article.published_at,
            shown_date=article.shown_date,
            posting=article.posting_seq,
            refusal=article.refusal,
            taken_back_because=article.undo_reason,
        )


def versions(article: ArticleId) -> Iterator[tuple[datetime, OwnText]]:
    """Yield an article's text each time it was saved, oldest first; not what was taken away."""
    saved = Revision.objects.filter(article=article, gone_at=None).order_by("pk")
    for revision in saved.iterator(TEXTS_AT_ONCE):
        yield revision.at, own_text(revision)


def named(numbers: Iterable[int], reader: MemberId) -> Mapping[int, Named]:
    """Return what articles are called that a member may know of: public ones, and their own."""
    known = Article.objects.filter(Q(posting_seq__isnull=False) | Q(author=reader))
    rows = known.filter(pk__in=set(numbers)).values_list("pk", "title", "slug", "posting_seq")
    return {number: Named(title, slug if seq else "") for number, title, slug, seq in rows}


def authors(numbers: Iterable[int]) -> dict[int, int]:
    """Return the first author of each of some articles; unknown numbers are left out."""
    return dict(Article.objects.filter(pk__in=set(numbers)).values_list("pk", "author"))


def own_text(saved: Worded) -> OwnText:
    """Return a text as it was typed."""
    text = saved.text
    return OwnText(text.title, text.lead, text.section, markdown.text(text.headings))
