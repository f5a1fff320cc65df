"""Reads about following: what is new from what a member follows, and the reading list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from tweipress.articles.coauthors.queries import Answer, by
from tweipress.articles.filing.models import Tagging
from tweipress.articles.following.models import Follow, Saved
from tweipress.articles.models import OUT, Article
from tweipress.articles.queries.rows import PAGE, after, stories
from tweipress.core.ids import MemberId
from tweipress.publication.queries import all_names, section_name

__all__ = ["by_followed", "followers", "follows", "is_followed", "news", "reading_list", "saved_by"]

LISTED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Following:
    """Whom or what a member follows: `kind` is author, section or tag, `what` names it in forms."""

    kind: str
    what: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OwnSaved:
    """An article on a reading list, as its member takes it along."""

    article: int
    title: str
    slug: str
    at: datetime


def follows(member: MemberId) -> list[Following]:
    """Return whom and what a member follows, first the first."""
    rows = Follow.objects.filter(member=member).select_related("author", "tag")
    return [_following(row) for row in rows.order_by("since", "pk")]


def is_followed(
    member: MemberId | None, *, author: int | None = None, section: str = "", tag: str = ""
) -> bool:
    """Tell whether a member follows an author, a section or a tag by its slug."""
    if member is None:
        return False
    own = Follow.objects.filter(member=member)
    if author is not None:
        return own.filter(author=author).exists()
    return (
        own.filter(section__in=all_names([section])).exists()
        if section
        else own.filter(tag__slug=tag).exists()
    )


def news(member: MemberId, before: str | None = None, limit: int = PAGE) -> list[Article]:
    """Return published articles from what a member follows, newest date first.

    `before` is the slug of the last article shown so far.
    """
    rows = list(Follow.objects.filter(member=member).values_list("author_id", "section", "tag_id"))
    if not rows:
        return []
    authors, sections, tags = (set(filter(None, column)) for column in zip(*rows, strict=True))
    tagged = Tagging.objects.filter(tag__in=tags).values("article")
    articles = stories().filter(
        by(*authors) | Q(section__in=all_names(sections)) | Q(pk__in=tagged)
    )
    if before is not None:
        articles = articles.filter(after(before))
    return list(articles[:limit])


def by_followed(
    member: MemberId, since: datetime, until: datetime, limit: int = PAGE
) -> list[Article]:
    """Return what came out from a moment to before another by authors whom a member follows."""
    followed = Follow.objects.filter(member=member, author__isnull=False)
    authors = set(followed.values_list("author", flat=True))
    if not authors:
        return []
    new = stories().filter(by(*authors), dated_at__gte=since, dated_at__lt=until)
    return list(new[:limit])


def followers(article: int, after: int, limit: int) -> list[tuple[int, int]] | None:
    """Return who follows an author, the section or a tag of an article that is out, in portions.

    Each is the row of a follow, which is after row `after`, and its member, who may be in several.
    None if the article is not out.
    """
    row = stories().filter(OUT, pk=article).first()
    if row is None:
        return None
    agreed = row.coauthor_rows.filter(answer=Answer.AGREED)
    authors = {row.author_id, *agreed.values_list("member", flat=True)}
    tags = Tagging.objects.filter(article=article).values("tag")
    rows = Follow.objects.filter(
        Q(author__in=authors) | Q(section__in=all_names([row.section])) | Q(tag__in=tags),
        pk__gt=after,
    ).exclude(member__in=authors)
    return list(rows.order_by("pk").values_list("pk", "member")[:limit])


def reading_list(member: MemberId) -> list[Article]:
    """Return the published articles on a member's list, the one saved last first."""
    saved = stories().filter(OUT, saved_by__member=member)
    return list(saved.order_by("-saved_by__at", "-saved_by__pk"))


def saved_by(member: MemberId) -> Iterator[OwnSaved]:
    """Yield every article on a member's list, also one that was taken back, first the first."""
    rows = Saved.objects.filter(member=member).order_by("at", "pk")
    named = rows.values_list("article", "article__title", "article__slug", "at")
    for row in named.iterator(LISTED_AT_ONCE):
        yield OwnSaved(*row)


def _following(row: Follow) -> Following:
    if row.author is not None:
        name = str(getattr(row.author, "name", ""))
        return Following("author", name, name, row.since)
    if row.tag is not None:
        return Following("tag", row.tag.slug, row.tag.name, row.since)
    name = section_name(row.section)
    return Following("section", name, name, row.since)
