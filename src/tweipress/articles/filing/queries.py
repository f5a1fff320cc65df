"""Reads about filing: articles under a tag, by a former address, and what a writer is shown."""

from collections.abc import Mapping
from typing import Final

from django.db.models import Q

from tweipress.articles.filing.forms import FilingForm
from tweipress.articles.filing.models import OldPath, Tag, Translation
from tweipress.articles.filing.oldpaths import path_of
from tweipress.articles.models import OUT, Article
from tweipress.articles.queries.rows import PAGE, READ, TAGGED, after, tagged
from tweipress.core.ids import MemberId
from tweipress.http.links import SLUG_CHARS
from tweipress.http.text import NUL

__all__ = ["FilingForm", "as_form", "came_from", "other_of", "tag_name", "tags_in_use", "under_tag"]

TAGS_LISTED: Final = 5000
"""Tags that search engines are told of, the first ones."""


def under_tag(tag: str, before: str | None = None, limit: int = PAGE) -> list[Article]:
    """Return published articles with a tag as `front_page` returns them."""
    if before is None and limit <= READ:
        return TAGGED.rows(tag)[:limit]
    articles = tagged(tag).filter(after(before)) if before is not None else tagged(tag)
    return list(articles[:limit])


def tag_name(slug: str) -> str | None:
    """Return what a tag is called that some published article has."""
    tags = Tag.objects.filter(slug=slug, taggings__article__in=Article.objects.filter(OUT))
    return tags.values_list("name", flat=True).first()


def tags_in_use() -> list[str]:
    """Return the slugs of tags that published articles have."""
    public = Article.objects.filter(OUT)
    tags = Tag.objects.filter(taggings__article__in=public).order_by("pk").distinct()
    return list(tags.values_list("slug", flat=True)[:TAGS_LISTED])


def came_from(address: str) -> str | None:
    """Return the slug of the published article that had an address on another site."""
    path = path_of(address)
    if not path:
        return None
    old = OldPath.objects.filter(path=path, article__posting_seq__isnull=False)
    return old.values_list("article__slug", flat=True).first()


def other_of(member: MemberId, article: Article, slug: str) -> Article | None:
    """Return another article of an author's by its address or its writers' code."""
    others = Article.objects.filter(Q(slug=slug) | Q(code=slug) | Q(addresses__slug=slug))
    if NUL in slug or len(slug) > SLUG_CHARS:
        return None
    return others.filter(author_id=member).exclude(pk=article.pk).first()


def as_form(article: Article) -> Mapping[str, str]:
    """Return what the form shows of an article."""
    return {
        "language": article.language,
        "tags": ", ".join(name for _, name in article.tags),
        "slug": "" if article.slug == article.code else article.slug,
        "translates": _translated(article),
    }


def _translated(article: Article) -> str:
    """Return the slug of another article of the group, the one that it began with if it can be."""
    own = Translation.objects.filter(article=article.pk).first()
    if own is None:
        return ""
    others = Translation.objects.filter(group=own.group).exclude(pk=own.pk)
    first = others.order_by("pk").values_list("article__slug", flat=True).first()
    return first or ""
