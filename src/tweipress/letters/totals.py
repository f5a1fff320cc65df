"""Reads for operators: how many get letters, how those sent were answered, what is next."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import BooleanField, Case, Count, Max, QuerySet, Sum, Value, When

from tweipress.bank import clock
from tweipress.letters.models import (
    Answer,
    Delivery,
    Letter,
    Pause,
    Reply,
    Rhythm,
    State,
    Subscription,
)
from tweipress.publication import queries as paper

HOUR: Final = 6
"""From which hour, in the paper's zone, the letters of a day are made: before breakfast."""
KIND: Final = ("rhythm", "section", "language", "topic", "is_followed")


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of letter, and how many get it or have not confirmed it yet."""

    rhythm: str
    section: str
    language: str
    topic: str
    is_followed: bool
    confirmed: int
    asked: int

    @property
    def label(self) -> str:
        """Return how often it comes."""
        return str(Rhythm(self.rhythm).label)


@dataclass(slots=True)
class Round:
    """The letters of a kind and a period: how far their copies came, and what was answered."""

    period: str
    rhythm: str
    section: str
    language: str
    topic: str
    is_followed: bool
    made_at: datetime
    copies: dict[str, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    replies: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Answer, 0))

    @property
    def label(self) -> str:
        """Return how often it comes."""
        return str(Rhythm(self.rhythm).label)

    @property
    def waiting(self) -> int:
        """Return how many copies are still to be sent."""
        return self.copies[State.WAITING] + self.copies[State.SENDING]

    @property
    def lost(self) -> int:
        """Return how many copies were refused, came too late, or may have been sent or not."""
        return sum(self.copies[s] for s in (State.REFUSED, State.TOO_LATE, State.IN_DOUBT))


def subscribers() -> list[Group]:
    """Return how many get which letter."""
    rows = _kinds(Subscription.objects.all(), "follower").values(*KIND)
    counted = rows.annotate(all=Count("pk"), confirmed=Count("confirmed_at")).order_by(*KIND)
    return [
        Group(
            **{name: row[name] for name in KIND},
            confirmed=row["confirmed"],
            asked=row["all"] - row["confirmed"],
        )
        for row in counted
    ]


def rounds(most: int) -> list[Round]:
    """Return the newest letters, those of followed authors together, with what became of them."""
    names = ("period", *KIND)
    written = _kinds(Letter.objects.exclude(subject=""), "follower").values(*names)
    newest = written.annotate(at=Max("made_at")).order_by("-at", *KIND)[:most]
    by_key = {tuple(row[n] for n in names): row["at"] for row in newest}
    shown = {
        key: Round(**dict(zip(names, key, strict=True)), made_at=at) for key, at in by_key.items()
    }
    periods = {key[0] for key in shown}
    of_letter = tuple(f"letter__{name}" for name in names[:-1])
    copies = Delivery.objects.filter(letter__period__in=periods)
    sent = copies.exclude(state=State.WAITING, subscription=None)
    for row in _of(sent, "state", *of_letter).annotate(n=Count("pk")):
        _add(shown, row, of_letter, "copies", row["state"])
    said = Reply.objects.filter(letter__period__in=periods)
    for row in _of(said, "kind", *of_letter).annotate(n=Sum("copies")):
        _add(shown, row, of_letter, "replies", row["kind"])
    return list(shown.values())


def reasons() -> list[tuple[str, int]]:
    """Return why letters came back and how many, the most frequent reason first."""
    back = Reply.objects.filter(kind=Answer.BOUNCED).values_list("reason")
    return list(back.annotate(n=Sum("copies")).order_by("-n", "reason"))


def resting_since() -> datetime | None:
    """Return since when an operator has letters rest, None if they do not."""
    return Pause.objects.values_list("since", flat=True).first()


def next_due(rhythm: str) -> datetime:
    """Return when the next letters of a rhythm are made."""
    here = clock.now().astimezone(paper.current().zone)
    day = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if day <= here:
        day += timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return day


def to_be_sent() -> list[int]:
    """Return the letters of which copies wait."""
    waiting = Delivery.objects.filter(state=State.WAITING, subscription__isnull=False)
    return list(waiting.order_by("letter").values_list("letter", flat=True).distinct())


def at_mailbox(mailbox: str) -> list[Subscription]:
    """Return what a mailbox gets or was asked about."""
    return list(Subscription.objects.filter(mailbox=mailbox).order_by("pk"))


def _kinds(rows: QuerySet[Any], follower: str) -> QuerySet[Any]:
    """Tell the letters of followed authors from those that are the same for all."""
    is_followed = Case(
        When(**{f"{follower}__gt": 0}, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    told: QuerySet[Any] = rows.annotate(is_followed=is_followed)
    return told


def _of(rows: QuerySet[Any], *names: str) -> QuerySet[Any]:
    kinds: QuerySet[Any] = _kinds(rows, "letter__follower").values(*names, "is_followed")
    return kinds.order_by()


def _add(
    shown: dict[tuple[Any, ...], Round],
    row: dict[str, Any],
    names: tuple[str, ...],
    what: str,
    which: str,
) -> None:
    key = (*(row[name] for name in names), row["is_followed"])
    if key in shown:
        getattr(shown[key], what)[which] = row["n"]
