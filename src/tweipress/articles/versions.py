"""Versions: the texts that readers were shown since publication, compared and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from tweipress.articles import approvals
from tweipress.articles.figures import images
from tweipress.articles.models import REASON_CHARS, Article, Revision
from tweipress.articles.staging.models import StagedText
from tweipress.articles.text import content
from tweipress.articles.text.differences import Purse, Row, pieces, rows
from tweipress.articles.text.pieces import Piece
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused, refuse
from tweipress.decisions import actions as decisions
from tweipress.decisions.actions import Kind, Noted
from tweipress.http.text import unfit
from tweipress.security.actions import Event, record

__all__ = ["PAGE", "REASON_CHARS", "Revision", "Row", "one", "page", "removal_refusal", "whole"]

PAGE: Final = 10
"""How many versions a page shows, at most."""
PAGE_CHARS: Final = 100_000
"""A page ends with the version that takes it beyond so much HTML: two long articles changed all
through."""

NO_TEXT: Final[dict[str, Any]] = {"title": "", "lead": "", "section": "", "sections": []}


@dataclass(frozen=True, slots=True)
class Version:
    """A version and what it changed since version number `since`, 0 if there is none to compare."""

    revision: Revision
    rows: tuple[Row, ...]
    since: int


def begin(article: Article) -> None:
    """Make the text with which an article is published its version 1; drafts have no number."""
    article.revisions.exclude(number=None).update(number=None)  # of books that were restored
    sent = article.revisions.filter(digest=approvals.digest(article), gone_at=None)
    if newest := sent.order_by("-pk").first():
        article.revisions.filter(pk=newest.pk).update(number=1)
    article.versions = 1


def page(article: Article, before: int = 0) -> tuple[list[Version], int]:
    """Return versions with their differences, newest first, of those `before` a number.

    Also return the number before which the next page begins, 0 if there is none.
    """
    numbered = _numbered(article)
    older = numbered.filter(number__lt=before) if before else numbered
    revisions = list(older.order_by("-number")[: PAGE + 1])
    purse, chars, versions = Purse(), 0, list[Version]()
    for at, revision in enumerate(revisions[:PAGE]):
        if chars > PAGE_CHARS:
            break
        versions.append(_compared(revision, revisions[at + 1 :], numbered, purse))
        chars += sum(len(strip.html) for row in versions[-1].rows for strip in row.strips)
    is_last = len(versions) == len(revisions)
    return versions, 0 if is_last or not versions else versions[-1].revision.number or 0


def one(article: Article, number: int) -> Revision | None:
    """Return a version of an article by its number."""
    return _numbered(article).filter(number=number).first()


def whole(revision: Revision) -> tuple[Piece, ...]:
    """Return the body that readers were shown."""
    text = revision.text
    return pieces(text, Purse(), images(text).get)


def removal_refusal(member: MemberId, article: Article, revision: Revision) -> Refused | None:
    """Return why a member may not take a version's text away, None if they may."""
    if refused := books.right_refusal(member, Right.REMOVE_VERSION):
        return refused
    if not article.is_published:
        return refuse(Refusal.ARTICLE_UNDONE)
    if revision.is_gone:
        return refuse(Refusal.VERSION_GONE)
    if article.is_by(member) or member == revision.writer_id:
        return refuse(Refusal.OWN_VERSION)
    is_shown = revision.digest == approvals.digest(article)
    return refuse(Refusal.VERSION_SHOWN) if is_shown else None


def take_away(
    member: MemberId, article: Article, revision: Revision, reason: str
) -> Refused | None:
    """Take a version's text away for a reason that everybody reads; return None when it is gone.

    It goes wherever it was saved for this article. That a version was there stays, and by which
    text an approval binds later edits.
    """
    reason = content.tidy(reason)
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        version = Revision.objects.filter(pk=revision.pk).first() or revision
        if refused := removal_refusal(member, stored, version) or unfit(reason, REASON_CHARS):
            return refused
        binds = version.digest == approvals.approved_digest(stored)
        stored.revisions.filter(digest=version.digest, gone_at=None).update(
            **NO_TEXT,
            gone_at=clock.now(),
            gone_by=member,
            gone_reason=reason,
            runs=approvals.runs(version.text) if binds else {},
        )
        StagedText.objects.filter(article=stored.pk, digest=version.digest).delete()
    about = Noted(Kind.VERSION, member, version.writer_id, words=reason, article=article.pk)
    decisions.note(about, f"version:{version.pk}")
    record(
        Event.VERSION_REMOVED,
        member=version.writer_id,
        by=member,
        detail={"article": article.pk, "version": version.number, "reason": reason},
    )
    return None


def is_taken_away(article: Article, digest: str) -> bool:
    """Tell whether a version with a text was taken away: then nobody brings that text back."""
    return article.revisions.filter(digest=digest, gone_at__isnull=False).exists()


def _numbered(article: Article) -> QuerySet[Revision]:
    return article.revisions.exclude(number=None).select_related("writer", "gone_by")


def _compared(
    revision: Revision, older: Sequence[Revision], numbered: QuerySet[Revision], purse: Purse
) -> Version:
    """Compare a version with the one before that still has its text."""
    if revision.is_gone:
        return Version(revision, (), 0)
    was = next((each for each in older if not each.is_gone), None)
    if was is None and revision.number != 1:
        readable = numbered.filter(number__lt=revision.number, gone_at=None)
        was = readable.order_by("-number").first()
    if was is None:
        return Version(revision, (), 0)
    return Version(revision, rows(was.text, revision.text, purse), was.number or 0)
