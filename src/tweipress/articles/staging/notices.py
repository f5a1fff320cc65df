"""Notices: what readers are told of changes of an article, kept with its row and never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tweipress.articles.models import Article
from tweipress.articles.staging.models import NOTICE_CHARS, Kind, Notice
from tweipress.articles.text import content
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.text import unfit

NOTICES_MAX: Final = 50
"""Notices of an article, withdrawals among them: more than any reader takes in."""
NOTICES_A_DAY_MAX: Final = 20
"""Notices of a writer in 24 hours, on whichever articles: a very bad day."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as pages show it; `withdraws` is the number of the one that it withdraws, or 0."""

    number: int
    kind: Kind
    text: str
    at: datetime
    withdraws: int
    is_withdrawn: bool

    @property
    def stands(self) -> bool:
        """Tell whether it says something of the article, and was not withdrawn."""
        return not self.is_withdrawn and self.kind is not Kind.WITHDRAWAL

    @property
    def label(self) -> str:
        """Return what its kind is called."""
        return str(self.kind.label)


def told(kept: Iterable[Mapping[str, Any]]) -> tuple[Told, ...]:
    """Return the notices that are kept with an article, the first one first."""
    rows = list(kept)
    withdrawn = {row["withdraws"] for row in rows}
    return tuple(
        Told(
            number=row["number"],
            kind=Kind(row["kind"]),
            text=row["text"],
            at=datetime.fromisoformat(row["at"]),
            withdraws=row["withdraws"],
            is_withdrawn=row["number"] in withdrawn,
        )
        for row in rows
    )


def last_told(kept: Iterable[Mapping[str, Any]]) -> datetime | None:
    """Return when readers were last told something of an article, None for never."""
    return max((datetime.fromisoformat(row["at"]) for row in kept), default=None)


def tell(writer: MemberId, article: Article, kind: str, text: str) -> Refused | None:
    """Add a notice to a published article; return why that cannot be, None when done.

    The same one twice, as a double click sends it, is one.
    """
    if kind not in Kind.values or kind == Kind.WITHDRAWAL:
        return refuse(Refusal.MALFORMED)
    return _add(writer, article, Kind(kind), text)


def withdraw(writer: MemberId, article: Article, number: int, reason: str) -> Refused | None:
    """Withdraw a notice for a reason, by a further one; return why that cannot be."""
    return _add(writer, article, Kind.WITHDRAWAL, reason, number)


def _add(
    writer: MemberId, article: Article, kind: Kind, text: str, withdraws: int = 0
) -> Refused | None:
    text = content.tidy(text)
    if refused := unfit(text, NOTICE_CHARS):
        return refused
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        if not stored.is_published:
            return refuse(Refusal.ARTICLE_UNDONE)
        own = Notice.objects.filter(article=stored.pk)
        last = own.order_by("-pk").first()
        if last and (last.kind, last.text, last.withdraws_id or 0) == (kind, text, withdraws):
            return None
        if refused := _gate(writer, stored):
            return refused
        is_withdrawing = kind is Kind.WITHDRAWAL
        if is_withdrawing and (refused := _standing(own.filter(pk=withdraws).first())):
            return refused
        Notice.objects.create(
            article=stored,
            writer_id=writer,
            kind=kind,
            text=text,
            withdraws_id=withdraws or None,
        )
        keep(stored)
    article.corrections = stored.corrections
    return None


def keep(article: Article) -> None:
    """Keep with an article's row what its pages show of its notices."""
    rows = Notice.objects.filter(article=article.pk).order_by("pk")
    article.corrections = [
        {
            "number": row.pk,
            "kind": row.kind,
            "text": row.text,
            "at": row.at.isoformat(timespec="seconds"),
            "withdraws": row.withdraws_id or 0,
        }
        for row in rows
    ]
    article.save(update_fields=["corrections"])


def _gate(writer: MemberId, article: Article) -> Refused | None:
    """Refuse one more notice than fits; others' notices use up nothing of a writer's day."""
    if len(article.corrections) >= NOTICES_MAX:
        return refuse(Refusal.NOTICES_MANY, most=NOTICES_MAX)
    since = clock.now() - DAY
    own = Notice.objects.filter(writer=writer, at__gt=since).order_by("-pk")
    latest = list(own.values_list("at", flat=True)[:NOTICES_A_DAY_MAX])
    if len(latest) < NOTICES_A_DAY_MAX:
        return None
    wait_s = (latest[-1] - since) // timedelta(seconds=1) + 1
    return refuse(Refusal.NOTICES_SPENT, most=NOTICES_A_DAY_MAX, wait_s=wait_s)


def _standing(notice: Notice | None) -> Refused | None:
    """Refuse to withdraw what is no notice of the article, or was withdrawn."""
    if notice is None or notice.kind == Kind.WITHDRAWAL:
        return refuse(Refusal.MALFORMED)
    is_withdrawn = Notice.objects.filter(withdraws=notice).exists()
    return refuse(Refusal.NOTICE_WITHDRAWN) if is_withdrawn else None
