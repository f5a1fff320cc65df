"""Reads of comments' texts. Their votes, money and end are in the books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Count, QuerySet

from tweipress.comments.markup import html
from tweipress.comments.mentions import named
from tweipress.comments.models import REASON_MAX, TEXT_MAX, Comment, DislikeReason
from tweipress.comments.texts import tidied, unfit
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.fast.statements import Statement

__all__ = [
    "REASON_MAX",
    "TEXT_MAX",
    "DislikeReason",
    "OwnComment",
    "Place",
    "PublicComment",
    "RefusedText",
    "Unsent",
    "as_public",
    "by_numbers",
    "counts",
    "histories",
    "html",
    "latest",
    "latest_of_others",
    "named",
    "place_of",
    "public",
    "public_on",
    "sent",
    "slug_of_unsent",
    "tidied",
    "unfit",
    "unsent",
    "written_by",
]

COMMENTS_AT_ONCE: Final = 500
"""A comment has 2000 characters at most: a megabyte is read at a time."""


UNSENT_MAX: Final = 30
"""Of one member on one article: what waits for a moderator, and what waits in the form."""
HELD: Final = Refusal.COMMENT_HELD.name


def _public() -> QuerySet[Comment]:
    return Comment.objects.filter(posting_seq__isnull=False)


ON_ARTICLE: Final = Statement(
    lambda article: _public().filter(article=article).order_by("posting_seq")
)
ONE: Final = Statement(lambda number: _public().filter(pk=number))
PLACE: Final = Statement(
    lambda number: _public().filter(pk=number).values_list("article", "article__slug")
)
UNSENT: Final = Statement(
    lambda article, writer: (
        Comment.objects.filter(article=article, writer=writer, posting_seq=None)
        .exclude(refusal="")
        .order_by("-pk")[:UNSENT_MAX]
    )
)
COUNTS: Final = Statement(
    lambda articles: (
        _public()
        .filter(article__in=articles)
        .order_by()
        .values_list("article")
        .annotate(Count("pk"))
    )
)


@dataclass(frozen=True, slots=True)
class PublicComment:
    """A comment that everybody may see; an imported one shows its date of long ago, `old_date`."""

    number: CommentId
    article: ArticleId
    writer: MemberId
    text: str
    created: datetime
    old_date: date | None
    is_hidden: bool
    hidden_reason: str
    is_provisional: bool = False
    """Whether reports have hidden it, until a moderator decides."""
    edited_at: datetime | None = None
    is_changed: bool = False
    is_restored: bool = False
    parent: CommentId | None = None
    root: CommentId | None = None
    depth: int = 0
    heat: int = 0
    seq: int = 0


class Place(NamedTuple):
    """The article that a comment is on: its number, and its address for readers."""

    article: ArticleId
    slug: str


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment as its writer takes it along; `refusal` says why it never became public."""

    number: CommentId
    article: ArticleId
    text: str
    created: datetime
    old_date: date | None
    answers: CommentId | None
    is_public: bool
    refusal: str
    hidden: datetime | None
    hidden_reason: str


@dataclass(frozen=True, slots=True)
class RefusedText:
    """A text that was refused and waits in its writer's form, and why it was refused."""

    form_key: str
    text: str
    refused: Refused
    parent: int | None = None
    """The comment that it answers."""


class Unsent(NamedTuple):
    """What a member wrote on an article that is not public.

    `refused` is the newest text that can be sent again; `held` are those that wait for a moderator,
    by their numbers.
    """

    refused: RefusedText | None
    held: tuple[tuple[CommentId, RefusedText], ...]


def public_on(article: ArticleId) -> list[PublicComment]:
    """Return an article's public comments, oldest first."""
    return as_public(ON_ARTICLE.rows(article))


def public(number: int) -> PublicComment | None:
    """Return a public comment, or None."""
    return next(iter(as_public(ONE.rows(number))), None)


def place_of(number: int) -> Place | None:
    """Return where a public comment is, or None if there is none of this number."""
    place = PLACE.first(number)
    return Place(ArticleId(place[0]), place[1]) if place else None


def latest(before: int, limit: int) -> list[PublicComment]:
    """Return the site's newest public comments before number `before` (0: from the end)."""
    older = _public().filter(pk__lt=before) if before else _public()
    return as_public(older.order_by("-pk")[:limit])


def latest_of_others(
    article: ArticleId, writer: MemberId, but: CommentId, limit: int
) -> list[CommentId]:
    """Return the latest visible comments on an article that others wrote, `but` left out."""
    others = _public().filter(article=article, hidden_at=None).exclude(writer=writer)
    latest_ones = others.exclude(pk=but).order_by("-posting_seq")[:limit]
    return [CommentId(number) for number in latest_ones.values_list("pk", flat=True)]


def counts(articles: Iterable[int]) -> dict[int, int]:
    """Return how many public comments each of some articles has; those without are left out."""
    return dict(COUNTS.rows(list(articles)))


def unsent(article: ArticleId, writer: MemberId) -> Unsent:
    """Return a member's texts on an article that are not public: in the form, and at moderators."""
    rows = UNSENT.rows(article, writer)
    texts = [
        (
            row.pk,
            RefusedText(
                *(row.form_key, row.text),
                Refused(Refusal[row.refusal], row.refusal_figures),
                row.parent_id,
            ),
        )
        for row in rows
    ]
    held = [(CommentId(number), text) for number, text in texts if text.refused.name == HELD]
    refused = (text for _number, text in texts if text.refused.name != HELD)
    return Unsent(next(refused, None), tuple(held))


def slug_of_unsent(number: int, writer: MemberId) -> str | None:
    """Return the address of the article on which a member's text waits, None if there is none."""
    unsent = Comment.objects.filter(pk=number, writer=writer, posting_seq=None)
    return unsent.values_list("article__slug", flat=True).first()


def by_numbers(numbers: Iterable[int]) -> dict[int, PublicComment]:
    """Return public comments by their numbers."""
    rows = as_public(_public().filter(pk__in=list(numbers)).order_by())
    return {row.number: row for row in rows}


def sent(numbers: Iterable[CommentId]) -> dict[CommentId, PublicComment]:
    """Return comments that the journal has accepted, also where that is not written down yet."""
    rows = as_public(Comment.objects.filter(pk__in=list(numbers)).order_by())
    return {row.number: row for row in rows}


def histories(writers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return how many public comments members have written, and how many of those were hidden."""
    counted = (
        _public()
        .filter(writer__in=list(writers))
        .order_by()
        .values_list("writer")
        .annotate(Count("pk"), Count("hidden_at"))
    )
    return {writer: (written, hidden) for writer, written, hidden in counted}


def written_by(writer: MemberId) -> Iterator[OwnComment]:
    """Yield everything that a member wrote under articles, refused or hidden too, oldest first."""
    own = Comment.objects.filter(writer=writer).order_by("pk")
    for comment in own.iterator(COMMENTS_AT_ONCE):
        yield OwnComment(
            number=CommentId(comment.pk),
            article=ArticleId(comment.article_id),
            text=comment.text,
            created=comment.created,
            old_date=comment.shown_date,
            answers=CommentId(comment.parent_id) if comment.parent_id else None,
            is_public=comment.posting_seq is not None,
            refusal=comment.refusal,
            hidden=comment.hidden_at,
            hidden_reason=comment.hidden_reason,
        )


def as_public(comments: Iterable[Comment]) -> list[PublicComment]:
    """Return public comments as everybody may see them."""
    return [
        PublicComment(
            number=CommentId(comment.pk),
            article=ArticleId(comment.article_id),
            writer=MemberId(comment.writer_id),
            text=comment.text,
            created=comment.created,
            old_date=comment.shown_date,
            is_hidden=comment.hidden_at is not None,
            hidden_reason=comment.hidden_reason,
            is_provisional=comment.hidden_at is not None and comment.hidden_by_id is None,
            edited_at=comment.edited_at,
            is_changed=comment.is_changed,
            is_restored=comment.restored_at is not None,
            parent=CommentId(comment.parent_id) if comment.parent_id else None,
            root=CommentId(comment.root_id) if comment.root_id else None,
            depth=comment.depth,
            heat=comment.heat,
            seq=comment.posting_seq or 0,
        )
        for comment in comments
    ]
