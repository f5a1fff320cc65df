"""Reads of articles: lists, texts, drafts, and what an article repeats. No money, no rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tweipress.articles import repeats, versions
from tweipress.articles.approvals import approval, digest, judged_at, kept_bps, settled_digest
from tweipress.articles.bounds import deleting, saving
from tweipress.articles.coauthors.queries import by
from tweipress.articles.figures import undescribed
from tweipress.articles.forms import TakeBackForm, TextForm
from tweipress.articles.models import OUT, Article, Revision
from tweipress.articles.publishing import preview as publishing
from tweipress.articles.queries.rows import (
    FRONT,
    HEAD,
    HEAD_MOVED,
    LISTED,
    MOVED,
    PAGE,
    PUBLIC,
    READ,
    SECTION,
    SECTIONS,
    after,
    listed,
    stories,
)
from tweipress.articles.queries.texts import (
    as_form,
    body,
    document,
    editor_text,
    made,
    preview,
    shown,
    typed,
)
from tweipress.articles.text import content
from tweipress.articles.text.body import Part
from tweipress.articles.text.pieces import Piece
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.ids import ArticleId, MemberId
from tweipress.pictures.listed import ListedPicture, of_row
from tweipress.publication.queries import all_names, in_order, names_of, unlisted

__all__ = [
    "PAGE",
    "Article",
    "Part",
    "Piece",
    "Related",
    "Repeated",
    "Revision",
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
    "document",
    "drafts_by_numbers",
    "drafts_of",
    "editor_text",
    "front_page",
    "head_by_slug",
    "is_payable",
    "kept_bps",
    "known_repeat",
    "made",
    "of_author",
    "preview",
    "public_of",
    "published_between",
    "publishing",
    "related",
    "repeated",
    "saving",
    "sections",
    "settled_digest",
    "shown",
    "taking_back",
    "typed",
    "undescribed",
    "unlisted_sections",
    "versions",
    "waiting_repeats",
    "words_min",
    "would_repeat",
]


class Related(NamedTuple):
    """An article that is named below another."""

    slug: str
    title: str
    listed_picture: ListedPicture | None


def front_page(
    section: str | None = None, before: str | None = None, limit: int = PAGE
) -> list[Article]:
    """Return published articles with their authors, newest date first; two database reads at most.

    `before` is the slug of the last article shown so far; an unknown one begins anew.
    """
    if before is None and limit <= READ:
        return (FRONT.rows() if section is None else SECTION.rows(names_of(section)))[:limit]
    articles = stories().filter(after(before)) if before is not None else stories()
    if section is not None:
        articles = articles.filter(section__in=names_of(section))
    return list(articles[:limit])


def sections() -> list[str]:
    """Return the paper's news sections in order, then others in which something is published."""
    return in_order(SECTIONS.rows())


def unlisted_sections() -> list[str]:
    """Return the sections that are in published articles alone, and not in the paper's list."""
    return unlisted(SECTIONS.rows())


def by_slug(slug: str) -> Article | None:
    """Return a published article with its author, also if it was taken back.

    By an address that it had before it is the same article: its `slug` tells.
    """
    return PUBLIC.first(slug) or MOVED.first(slug)


def head_by_slug(slug: str) -> Article | None:
    """Return a published article as `by_slug` does, with the few fields that acts ask for."""
    return HEAD.first(slug) or HEAD_MOVED.first(slug)


def by_numbers(numbers: Sequence[int]) -> dict[int, Article]:
    """Return public articles by number, without their text: for statements and lists of reports."""
    return {article.pk: article for article in LISTED.rows(list(dict.fromkeys(numbers)))}


def of_author(author: MemberId, limit: int = PAGE) -> list[Article]:
    """Return what an author published, alone or with others, newest date first."""
    articles = listed().filter(OUT, by(author))
    return list(articles.order_by("-dated_at", "-posting_seq")[:limit])


def published_between(since: datetime, until: datetime, section: str, limit: int) -> list[Article]:
    """Return what came out from a moment to before another, newest first."""
    new = stories().filter(dated_at__gte=since, dated_at__lt=until)
    return list((new.filter(section__in=all_names([section])) if section else new)[:limit])


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


def related(article: Article) -> list[Related]:
    """Return the related articles that are kept with one that `by_slug` has read."""
    entry = getattr(article, "entry", None)
    return [
        Related(slug, title, of_row(picture))
        for slug, title, picture in (entry.related if entry else ())
    ]


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
