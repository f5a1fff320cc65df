"""The economy at a glance, for the operator."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tweipress.bank import clock, queries
from tweipress.bank.queries import BooksOverview

CLASSES: Final = {
    "available": "Members’ Twei, to spend and to withdraw",
    "bond": "Commenters’ bonds, given back at settlement",
    "day": "Today’s emission that is not spent yet",
    "ext": "Held outside: what was issued, below zero",
    "held": "Taken out of flagged members’ hands, until it is decided",
    "lane": "What articles still hold for their readers and authors",
    "pool": "The reward pool",
    "pot": "What comments still hold for likes",
    "reserved": "Quotes of readings under way",
    "review": "Authors’ bonds on reviewed articles",
    "vesting": "Members’ earnings, to spend now and to withdraw later",
}


@dataclass(frozen=True)
class AccountClass:
    """All accounts of one kind together."""

    kind: str
    words: str
    sum_twei: int


@dataclass(frozen=True)
class Economy:
    """The books at a glance; the sums of `classes` add up to `total_twei`, which must be 0."""

    books: BooksOverview
    classes: list[AccountClass]
    total_twei: int
    now: datetime


def economy() -> Economy | None:
    """Return the books at a glance; None before their first day."""
    if not queries.today():
        return None
    books = queries.books_overview()
    classes = [
        AccountClass(kind, CLASSES.get(kind, ""), sum_twei)
        for kind, sum_twei in sorted(books.by_kind.items())
    ]
    return Economy(books, classes, sum(books.by_kind.values()), now())


def now() -> datetime:
    """Return what the product's clock says."""
    return datetime.fromtimestamp(clock.now_ms() / clock.MS_PER_S, UTC)
