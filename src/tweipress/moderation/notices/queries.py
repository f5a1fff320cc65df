"""Reads of notices: one by its secret address, those that wait, the figures of a year."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.decisions.models import WORDS_MAX
from tweipress.moderation.notices import links
from tweipress.moderation.notices.models import Ground, Notice, Outcome

__all__ = [
    "WORDS_MAX",
    "Figures",
    "Ground",
    "Notice",
    "Outcome",
    "by_token",
    "figures",
    "numbered",
    "recent",
    "token",
    "waiting",
    "waiting_count",
]

ROWS: Final = 50
"""Waiting notices on a page, the oldest first."""
RECENT: Final = 30


@dataclass(frozen=True, slots=True)
class Figures:
    """The notices of a year by ground and by outcome, and the median seconds to a decision."""

    received: int
    grounds: Counter[str]
    outcomes: Counter[str]
    by_law: int
    median_s: int | None


def by_token(signed: str) -> Notice | None:
    """Return the notice that a secret address is of."""
    number = links.notice_of(signed)
    return numbered(number) if number is not None else None


def numbered(number: int) -> Notice | None:
    """Return a notice by its number."""
    return Notice.objects.select_related("decision").filter(pk=number).first()


def token(notice: Notice) -> str:
    """Return what stands in a notice's secret address."""
    return links.token(notice.pk)


def waiting() -> list[Notice]:
    """Return the notices that wait, the oldest first."""
    return list(Notice.objects.filter(decided_at=None).order_by("pk")[:ROWS])


def waiting_count() -> int:
    """Return how many notices wait."""
    return Notice.objects.filter(decided_at=None).count()


def recent() -> list[Notice]:
    """Return the notices that were decided last."""
    return list(Notice.objects.exclude(decided_at=None).order_by("-decided_at")[:RECENT])


def figures(begins: datetime, ends: datetime) -> Figures:
    """Return the figures of the notices that came in in a span of time."""
    rows = Notice.objects.filter(at__gte=begins, at__lt=ends).order_by()
    listed = list(rows.values_list("ground", "outcome", "is_legal", "at", "decided_at"))
    spans = sorted(done - at for *_, at, done in listed if done is not None)
    return Figures(
        len(listed),
        Counter(ground for ground, *_ in listed),
        Counter(outcome for _, outcome, *_ in listed if outcome),
        sum(outcome not in {"", Outcome.NOTHING} and legal for _, outcome, legal, *_ in listed),
        int(spans[len(spans) // 2].total_seconds()) if spans else None,
    )
