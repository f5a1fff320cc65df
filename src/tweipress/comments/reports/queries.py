"""Reads of reports: those that wait, by comment, and a member's own with what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Count, Min, Q

from tweipress.comments.reports.models import A_DAY, WORDS_MAX, Outcome, Reason, Report
from tweipress.core.ids import CommentId, MemberId

__all__ = [
    "A_DAY",
    "WORDS_MAX",
    "Outcome",
    "OwnReport",
    "Reason",
    "Reported",
    "decided_between",
    "decided_reports_of",
    "is_reported_by",
    "of_reporter",
    "trusted_count",
    "waiting",
    "words_on",
]

AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Reported:
    """A comment with reports that wait: how many, how many of trusted members, since when."""

    comment: CommentId
    reports: int
    trusted: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """One report, as moderators read it."""

    reporter: MemberId
    reason: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report as its member sees it and takes it along; `outcome` is empty while it waits."""

    number: int
    comment: CommentId
    article: int
    reason: str
    words: str
    at: datetime
    outcome: str
    decided_at: datetime | None


class Decided(NamedTuple):
    """What became of a report, and whose it was."""

    number: int
    reporter: int
    outcome: str
    at: datetime


def waiting(limit: int) -> list[Reported]:
    """Return reported comments, first those that most trusted members and most members reported."""
    rows = (
        Report.objects.filter(outcome="")
        .order_by()
        .values("comment")
        .annotate(reports=Count("pk"), trusted=Count("pk", Q(is_trusted=True)), since=Min("at"))
        .order_by("-trusted", "-reports", "since")
    )
    return [
        Reported(CommentId(row["comment"]), row["reports"], row["trusted"], row["since"])
        for row in rows[:limit]
    ]


def words_on(comments: Iterable[int]) -> Mapping[int, list[Word]]:
    """Return what is said in the reports that wait about some comments."""
    said: dict[int, list[Word]] = {}
    for row in Report.objects.filter(comment__in=list(comments), outcome="").order_by("at"):
        word = Word(MemberId(row.reporter_id), str(Reason(row.reason).label), row.words, row.at)
        said.setdefault(row.comment_id, []).append(word)
    return said


def trusted_count(comment: int) -> int:
    """Return how many trusted members' reports of a comment wait."""
    return Report.objects.filter(comment=comment, outcome="", is_trusted=True).count()


def is_reported_by(comment: int, member: MemberId) -> bool:
    """Tell whether a member has reported a comment."""
    return Report.objects.filter(comment=comment, reporter=member).exists()


def of_reporter(member: MemberId) -> Iterator[OwnReport]:
    """Yield a member's reports, oldest first."""
    rows = Report.objects.filter(reporter=member).order_by("pk").select_related("comment")
    for row in rows.iterator(AT_ONCE):
        yield _own(row)


def decided_reports_of(member: MemberId, since: datetime | None = None) -> list[OwnReport]:
    """Return a member's reports that were decided, after a moment if one is given, oldest first."""
    rows = Report.objects.filter(reporter=member, decided_at__isnull=False)
    rows = rows.filter(decided_at__gt=since) if since else rows
    return [_own(row) for row in rows.order_by("decided_at").select_related("comment")[:AT_ONCE]]


def decided_between(after: datetime, until: datetime, most: int) -> list[Decided]:
    """Return reports that were decided after a moment and until another, first the first.

    They are at least the first `most`, with all that were decided in the same moment as the last.
    """
    rows = Report.objects.filter(decided_at__gt=after, decided_at__lte=until)
    rows = rows.order_by("decided_at", "pk")
    last = list(rows.values_list("decided_at", flat=True)[:most])
    known = rows.filter(decided_at__lte=last[-1]) if last else rows.none()
    fields = ("pk", "reporter", "outcome", "decided_at")
    return [Decided(*row) for row in known.values_list(*fields)]


def _own(row: Report) -> OwnReport:
    return OwnReport(
        number=row.pk,
        comment=CommentId(row.comment_id),
        article=row.comment.article_id,
        reason=row.reason,
        words=row.words,
        at=row.at,
        outcome=row.outcome,
        decided_at=row.decided_at,
    )
