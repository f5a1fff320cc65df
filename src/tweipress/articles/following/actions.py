"""Writes about following and reading lists: doing one twice is doing it once."""

from typing import Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction

from tweipress.articles.filing.models import Tag
from tweipress.articles.following.models import Follow, Saved
from tweipress.articles.models import Article
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.publication.queries import all_names

FOLLOWS_MAX: Final = 200
"""Authors, sections and tags that a member follows: more than anybody keeps up with."""
SAVED_MAX: Final = 500
"""Articles on a reading list: a year and a half, with one a day."""


class Followed(NamedTuple):
    """What is followed: one of an author, a news section and a tag by its slug."""

    author: MemberId | None = None
    section: str = ""
    tag: str = ""


def follow(member: MemberId, what: Followed) -> Refused | None:
    """Follow an author, a section or a tag; return why that cannot be, None when done."""
    fields = _fields(what)
    if fields is None or what.author == member:
        return refuse(Refusal.MALFORMED)
    with transaction.atomic():
        _wait_for_others(member)
        own = Follow.objects.filter(member=member)
        if not own.filter(**_rows(fields)).exists():
            if own.count() >= FOLLOWS_MAX:
                return refuse(Refusal.FOLLOWS_MANY, most=FOLLOWS_MAX)
            Follow.objects.create(member_id=member, **fields)
    return None


def unfollow(member: MemberId, what: Followed) -> None:
    """Follow somebody or something no longer."""
    fields = _fields(what)
    if fields is not None:
        Follow.objects.filter(member=member, **_rows(fields)).delete()


def save(member: MemberId, article: Article) -> Refused | None:
    """Put a published article on a member's reading list; return why it does not fit."""
    if not article.is_published:
        return refuse(Refusal.ARTICLE_UNDONE)
    with transaction.atomic():
        _wait_for_others(member)
        own = Saved.objects.filter(member=member)
        if not own.filter(article=article.pk).exists():
            if own.count() >= SAVED_MAX:
                return refuse(Refusal.SAVED_MANY, most=SAVED_MAX)
            Saved.objects.create(member_id=member, article_id=article.pk)
    return None


def remove(member: MemberId, article: ArticleId) -> None:
    """Take an article off a member's reading list."""
    Saved.objects.filter(member=member, article=article).delete()


def forget_all(member: MemberId) -> None:
    """Delete what a member follows and has saved, and that others follow the member."""
    Follow.objects.filter(member=member).delete()
    Follow.objects.filter(author=member).delete()
    Saved.objects.filter(member=member).delete()


def _fields(what: Followed) -> dict[str, object] | None:
    """Return the fields of a row, None for a tag that does not exist or for nothing at all."""
    if what.author is not None:
        return {"author_id": what.author}
    if what.section:
        return {"section": what.section}
    tag = Tag.objects.filter(slug=what.tag).first()
    return {"tag_id": tag.pk} if tag else None


def _rows(fields: dict[str, object]) -> dict[str, object]:
    """Return what finds the rows of some fields: of a section also those under a former name."""
    if "section" not in fields:
        return fields
    return {"section__in": all_names([str(fields["section"])])}


def _wait_for_others(member: MemberId) -> None:
    """Let one request of a member be counted at a time."""
    members = get_user_model().objects.select_for_update(no_key=True)
    members.filter(pk=member).values_list("pk").first()
