"""Reads about changes of published articles: texts that wait, and what readers were told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tweipress.articles.approvals import digest
from tweipress.articles.models import OUT, Article
from tweipress.articles.staging.forms import NoticeForm, WithdrawForm
from tweipress.articles.staging.models import Kind, Notice, StagedText
from tweipress.articles.staging.notices import Told, last_told, told
from tweipress.articles.staging.waiting import current, edition, knows_waiting, seen, subject
from tweipress.articles.text import content
from tweipress.articles.text.differences import Purse, Row, rows
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId

__all__ = [
    "Kind",
    "NoticeForm",
    "OwnNotice",
    "StagedText",
    "Told",
    "WithdrawForm",
    "current",
    "differences",
    "earlier",
    "edition",
    "is_outdated",
    "kept",
    "knows_waiting",
    "last_told",
    "notices",
    "of_paper",
    "seen",
    "subject",
    "told_by",
    "waiting",
    "written_by",
]

PAGE: Final = 20
"""Articles' notices on a page of the paper's."""
AT_ONCE: Final = 200
TEXTS_AT_ONCE: Final = 10
"""The longest texts have hundreds of kilobytes."""


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """A notice as its writer takes it along."""

    article: int
    title: str
    slug: str
    told: Told


def is_outdated(article: Article, waits: StagedText) -> bool:
    """Tell whether readers were shown another text after the one that waits was saved."""
    return waits.since != digest(article)


def differences(saved: Article | StagedText, text: content.Text) -> tuple[Row, ...]:
    """Return how another text differs from one that is saved."""
    return rows(saved.text, text, Purse())


def kept(article: Article) -> list[StagedText]:
    """Return the texts that were never shown, the newest first, with their writers."""
    texts = StagedText.objects.filter(article=article.pk).select_related("writer")
    return list(texts.order_by("-pk"))


def earlier(article: Article, asked: str) -> StagedText | None:
    """Return one of these texts by its number, as an address has it."""
    number = number_in(asked)
    texts = StagedText.objects.filter(article=article.pk).select_related("writer")
    return texts.filter(pk=number).first() if number is not None else None


def waiting(numbers: Sequence[int]) -> set[int]:
    """Return in which of some articles a text waits to be shown."""
    rows = StagedText.objects.filter(article__in=numbers, is_current=True)
    return set(rows.values_list("article", flat=True))


def written_by(writer: MemberId) -> Iterator[StagedText]:
    """Yield every text of a member that was never shown, the first first."""
    yield from StagedText.objects.filter(writer=writer).order_by("pk").iterator(TEXTS_AT_ONCE)


def notices(article: Article) -> tuple[Told, ...]:
    """Return what readers were told of an article, the first first; nothing is looked up."""
    return told(article.corrections)


def of_paper(before: int = 0) -> tuple[list[tuple[Article, Told]], int]:
    """Return what readers of the paper were told `before` a number, newest first.

    Also return the number before which the next page begins, 0 if there is none.
    """
    public = Article.objects.filter(OUT).only("slug", "title", "language", "corrections")
    rows = Notice.objects.filter(article__in=public.values("pk"))
    if before:
        rows = rows.filter(pk__lt=before)
    listed = list(rows.order_by("-pk").values_list("pk", "article")[: PAGE + 1])
    known = public.in_bulk({article for _, article in listed})
    shown = [
        (known[article], each)
        for number, article in listed[:PAGE]
        if article in known
        for each in notices(known[article])
        if each.number == number
    ]
    return shown, listed[PAGE - 1][0] if len(listed) > PAGE else 0


def told_by(writer: MemberId) -> Iterator[OwnNotice]:
    """Yield every notice that a member has written, the first first."""
    rows = Notice.objects.filter(writer=writer).select_related("article", "withdrawal")
    for row in rows.order_by("pk").iterator(AT_ONCE):
        is_withdrawn = hasattr(row, "withdrawal")
        own = Told(row.pk, Kind(row.kind), row.text, row.at, row.withdraws_id or 0, is_withdrawn)
        yield OwnNotice(row.article_id, row.article.title, row.article.slug, own)
