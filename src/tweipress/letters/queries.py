"""Reads of letters: which are due, who gets them, and how sending has gone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from django.db.models import Count, Q, QuerySet

from tweipress.bank import clock
from tweipress.letters.models import Delivery, Letter, Pause, Rhythm, State, Subscription, Topic
from tweipress.letters.totals import (
    HOUR,
    at_mailbox,
    next_due,
    reasons,
    resting_since,
    rounds,
    subscribers,
    to_be_sent,
)
from tweipress.publication import queries as paper

__all__ = [
    "CONFIRM_WITHIN",
    "KEPT",
    "Edition",
    "Rhythm",
    "State",
    "Topic",
    "are_due",
    "are_old",
    "at_mailbox",
    "latest",
    "missing",
    "next_due",
    "of_follower",
    "of_member",
    "period_of",
    "reasons",
    "recipients",
    "resting_since",
    "rounds",
    "span",
    "subscribers",
    "to_be_sent",
]

CONFIRM_WITHIN: Final = timedelta(days=2)
KEPT: Final = timedelta(days=30)
"""For how long it is kept which copies were sent, and what a letter said."""
SETTLED: Final = timedelta(minutes=1)
LATE: Final = timedelta(days=1)
"""News of yesterday is not sent: a mail server was away, or a backup was restored."""


class Edition(NamedTuple):
    """A kind of letter in a language; `section` is empty for all of them.

    With a `follower` it is one member's, of the authors whom that member follows, or with a topic
    of what that member was told.
    """

    rhythm: str
    section: str
    language: str
    follower: int = 0
    topic: str = Topic.ARTICLES


def period_of(rhythm: str, now: datetime) -> str:
    """Return the period whose letter is due: the day, or the Monday of the week."""
    day = (now.astimezone(paper.current().zone) - timedelta(hours=HOUR)).date()
    if rhythm == Rhythm.WEEKLY:
        day -= timedelta(days=day.weekday())
    return day.isoformat()


def span_of(rhythm: str) -> timedelta:
    """Return how far back the first letter of an edition looks."""
    return timedelta(days=7 if rhythm == Rhythm.WEEKLY else 1)


def recipients(edition: Edition) -> QuerySet[Subscription]:
    """Return the confirmed subscriptions of an edition."""
    return Subscription.objects.filter(confirmed_at__isnull=False, **edition._asdict())


def missing() -> list[Edition]:
    """Return the editions that somebody gets and whose letter of this period is not made yet."""
    now = clock.now()
    wanted = Subscription.objects.filter(confirmed_at__isnull=False)
    editions = {Edition(*row) for row in wanted.values_list(*Edition._fields).distinct()}
    periods = {rhythm: period_of(rhythm, now) for rhythm in Rhythm.values}
    made = Letter.objects.filter(period__in=set(periods.values()))
    there = {
        Edition(*row[1:])
        for row in made.values_list("period", *Edition._fields)
        if row[0] == periods[row[1]]
    }
    return sorted(editions - there)


def are_due() -> bool:
    """Tell whether a letter is to be made; none is while an operator has them rest."""
    return not Pause.objects.exists() and bool(missing())


def span(edition: Edition) -> tuple[datetime, datetime]:
    """Return from when to before when articles are new to those who get an edition.

    It ends a minute ago: what is published meanwhile is in the next letter, once.
    """
    until = clock.now() - SETTLED
    longest = until - 2 * span_of(edition.rhythm)
    last = Letter.objects.filter(**edition._asdict()).order_by("-made_at").first()
    return max(last.made_at - SETTLED, longest) if last else until - span_of(edition.rhythm), until


def are_old() -> bool:
    """Tell whether something is to be deleted; it waits an hour for others."""
    now = clock.now() - timedelta(hours=1)
    unconfirmed = Q(confirmed_at=None, asked_at__lte=now - CONFIRM_WITHIN)
    old = Letter.objects.filter(made_at__lte=now - KEPT).exclude(subject="", follower=0)
    return Subscription.objects.filter(unconfirmed).exists() or old.exists()


NOBODYS: Final = Q(state=State.WAITING, subscription=None)
"""Copies that were still to be sent when their subscription ended."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter and how many of its copies have come how far."""

    letter: Letter
    copies: dict[State, int]


def latest(most: int) -> list[Sent]:
    """Return the newest letters that were written, with how sending went."""
    letters = Letter.objects.exclude(subject="").defer("text", "html").order_by("-pk")[:most]
    by_number = {letter.pk: Sent(letter, dict.fromkeys(State, 0)) for letter in letters}
    copies_of = Delivery.objects.filter(letter__in=list(by_number)).exclude(NOBODYS)
    rows = copies_of.values_list("letter", "state")
    for number, state, copies in rows.annotate(Count("pk")):
        by_number[number].copies[State(state)] = copies
    return list(by_number.values())


def of_follower(member: int, topic: str = Topic.ARTICLES) -> Subscription | None:
    """Return a member's wish for a letter of the authors they follow, confirmed or not.

    With a topic it is that for their digest.
    """
    return Subscription.objects.filter(follower=member, topic=topic).first() if member else None


def of_member(member: int, mailboxes: Iterable[str]) -> Iterator[Subscription]:
    """Yield what is kept of a member and their mailboxes, for the zip that they take along."""
    rows = Subscription.objects.filter(Q(mailbox__in=list(mailboxes)) | Q(follower=member))
    return rows.order_by("pk").iterator()
