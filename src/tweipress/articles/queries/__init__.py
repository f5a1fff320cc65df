"""Reads of articles: lists, texts, drafts, and what an article repeats. No money, no rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from tweipress.articles import repeats, versions
from tweipress.articles.approvals import approval, digest, judged_at, kept_bps, settled_digest
from tweipress.articles.bounds import deleting, saving
from tweipress.articles.forms import TakeBackForm, TextForm
from tweipress.articles.models import OUT, Article
from tweipress.articles.publishing import preview as publishing
from tweipress.articles.queries.rows import (
    FOUND,
    FRONT,
    HEAD,
    LISTED,
    PAGE,
    PUBLIC,
    READ,
    SECTION,
    SECTIONS,
    listed,
    stories,
)
from tweipress.articles.text import body as bodies
from tweipress.articles.text import content, markdown
from tweipress.articles.text.body import Part, Piece
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.rules import reading
from tweipress.http.text import NUL

__all__ = [
    "PAGE",
    "Article",
    "Part",
    "Piece",
    "Repeated",
    "TakeBackForm",
    "TextForm",
    "as_form",
    "body",
    "by_code",
    "by_import_key",
    "by_numbers",
    "by_slug",
    "clearing",
    "content",
    "deleting",
    "digest",
    "drafts_by_numbers",
    "drafts_of",
    "editor_text",
    "front_page",
    "head_by_slug",
    "is_payable",
    "kept_bps",
    "known_repeat",
    "of_author",
    "preview",
    "public_of",
    "publishing",
    "repeated",
    "saving",
    "search",
    "sections",
    "settled_digest",
    "taking_back",
    "versions",
    "waiting_repeats",
    "words_min",
    "would_repeat",
]

SEARCH_WORDS_MAX: Final = 8
"""Each word of a search reads all texts once."""


def front_page(
    section: str | None = None, before: str | None = None, limit: int = PAGE
) -> list[Article]:
    """Return published articles with their authors, newest date first; two database reads at most.

    `before` is the slug of the last article shown so far; an unknown one begins anew.
    """
    if before is None and limit <= READ:
        return (FRONT.rows() if section is None else SECTION.rows(section))[:limit]
    articles = stories().filter(_after(before)) if before is not None else stories()
    if section is not None:
        articles = articles.filter(section=section)
    return list(articles[:limit])


def sections() -> list[str]:
    """Return the names of the news sections in which something is published, in order."""
    return SECTIONS.rows()


def by_slug(slug: str) -> Article | None:
    """Return a published article with its author, also if it was taken back."""
    return PUBLIC.first(slug)


def head_by_slug(slug: str) -> Article | None:
    """Return a published article as `by_slug` does, with the few fields that acts ask for."""
    return HEAD.first(slug)


def by_numbers(numbers: Sequence[int]) -> dict[int, Article]:
    """Return public articles by number, without their text: for statements and lists of reports."""
    return {article.pk: article for article in LISTED.rows(list(dict.fromkeys(numbers)))}


def search(text: str) -> list[Article]:
    """Return a page of published articles in which every word of `text` occurs, newest date first.

    Words beyond the first few are left out.
    """
    words = content.tidy(text[: content.TITLE_CHARS]).casefold().split()[:SEARCH_WORDS_MAX]
    return FOUND.rows(list(dict.fromkeys(words)))


def of_author(author: MemberId, limit: int = PAGE) -> list[Article]:
    """Return an author's published articles, newest date first."""
    articles = listed().filter(OUT, author_id=author)
    return list(articles.order_by("-dated_at", "-posting_seq")[:limit])


def drafts_of(author: MemberId) -> list[Article]:
    """Return an author's drafts, the one changed last first."""
    return list(listed().filter(author_id=author, posting_seq=None).order_by("-updated"))


def public_of(author: MemberId) -> list[Article]:
    """Return what an author published, taken back or not, newest first."""
    public = listed().filter(author_id=author, posting_seq__isnull=False)
    return list(public.order_by("-posting_seq"))


def by_code(code: str) -> Article | None:
    """Return an article with its author, draft or not; pages decide who may see it."""
    return Article.objects.filter(code=code).select_related("author").first()


def by_import_key(key: str) -> Article | None:
    """Return the article that was imported under a key."""
    return Article.objects.filter(import_key=key).first()


def drafts_by_numbers(numbers: Sequence[int]) -> dict[int, Article]:
    """Return drafts by number, without their text."""
    return listed().filter(posting_seq=None).in_bulk(numbers)


def body(article: Article) -> list[Part]:
    """Return the article's parts, numbered from 1, as many as the books count; clean HTML.

    Title and lead stand above them. A part without pieces is possible after a short edit.
    """
    return bodies.shown(article.made)


def preview(text: content.Text) -> list[Part]:
    """Return the body that `text` would have."""
    return bodies.shown(bodies.made(text, reading.section_count(text.words, books.tariff())))


def editor_text(article: Article) -> str:
    """Return the body as the writers' Markdown."""
    return markdown.text(article.text.headings)


def as_form(article: Article) -> Mapping[str, str]:
    """Return what the editor's form shows of an article."""
    return {
        "title": article.title,
        "lead": article.lead,
        "section": article.section,
        "body": editor_text(article),
    }


def taking_back(member: MemberId, numbers: Sequence[int]) -> dict[int, Preview]:
    """Return by article what taking it back would do, or why this member could not."""
    acts = [UndoArticle(member, ArticleId(number), books.ANY_TEXT) for number in numbers]
    return dict(zip(numbers, books.previews(acts), strict=True))


@dataclass(frozen=True, slots=True)
class KnownRepeat:
    """What an article repeats by the books, and what an editor said.

    `other` is None if that article is not public.
    """

    article: Article
    other: Article | None
    is_waiting: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Repeated(KnownRepeat):
    """What an article repeats, and how much of it by a comparison of the texts.

    `is_later` says that a review approved the text before the other article was published.
    """

    found_bps: int
    whole_bps: int
    is_later: bool = False


def would_repeat(article: Article) -> Repeated | None:
    """Return what a draft would be found to repeat if it were published now."""
    match = repeats.compare(article, judged_at(approval(article)))
    if match is None:
        return None
    return _compared(KnownRepeat(article, _public([match.of]).get(match.of), True, ""), match)


def known_repeat(article: Article) -> KnownRepeat | None:
    """Return what a published article was last found to repeat, None if it never was."""
    known = books.repeat(ArticleId(article.pk))
    if known is None:
        return None
    other = _public([known.of]).get(known.of)
    return KnownRepeat(article, other, known.is_waiting, known.reason)


def repeated(article: Article) -> Repeated | None:
    """Return what a published article repeats, compared anew; None if it was never found to."""
    known = known_repeat(article)
    return _compared(known, repeats.compare(article)) if known else None


def clearing(editor: MemberId, article: Article) -> Preview:
    """Return what letting a repeat be paid would do, or why this editor could not.

    If an edit was cut off, `clear_repeat` first tells the books which text there is.
    """
    known = books.repeat(ArticleId(article.pk))
    known_digest = known.digest if known is not None else ""
    read = known_digest or digest(article)
    return books.preview(ClearRepeat(ArticleId(article.pk), books.ANY_TEXT, editor, read))


def is_payable(article: Article) -> bool:
    """Tell whether an article does not wait for an editor before it pays its readers."""
    known = books.repeat(ArticleId(article.pk))
    return known is None or not known.is_waiting


def waiting_repeats(limit: int = PAGE) -> list[Repeated]:
    """Return the articles that pay nobody until an editor has looked, the oldest finding first."""
    waiting = books.waiting_repeats(limit)
    known = Article.objects.select_related("author").in_bulk([row.article for row in waiting])
    others, matches = _public([row.of for row in waiting]), repeats.compare_all(known.values())
    return [
        _compared(KnownRepeat(article, others.get(row.of), True, ""), matches.get(article.pk))
        for row in waiting
        if (article := known.get(row.article))
    ]


def _public(numbers: Sequence[ArticleId]) -> dict[int, Article]:
    """Return those articles that are public, by number."""
    return Article.objects.filter(posting_seq__isnull=False).in_bulk(numbers)


def _compared(known: KnownRepeat, match: repeats.Match | None) -> Repeated:
    figures = (match.found_bps, match.whole_bps, match.is_later) if match else (0, 0, False)
    return Repeated(known.article, known.other, known.is_waiting, known.reason, *figures)


def words_min() -> int:
    """Return how many words an article needs to be published."""
    return books.tariff().article_words_min


def _after(slug: str) -> Q:
    lasts = Article.objects.filter(OUT, slug=slug).only("dated_at", "posting_seq")
    if NUL in slug or (last := lasts.first()) is None:
        return Q()
    same_date = Q(dated_at=last.dated_at, posting_seq__lt=last.posting_seq)
    return Q(dated_at__lt=last.dated_at) | same_date
