"""The economy at a glance, for the operator."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.bank import clock, queries
from tweipress.bank.queries import BooksOverview
from tweipress.core.units import moment

CLASSES: Final[dict[str, Promise]] = {
    "available": _("Members’ Twei, to spend and to withdraw"),
    "bond": _("Commenters’ bonds, given back at settlement"),
    "day": _("Today’s emission that is not spent yet"),
    "ext": _("Outside: what was issued, below zero"),
    "held": _("Taken from flagged members’ earnings, until it is decided"),
    "lane": _("What articles still hold for their readers and authors"),
    "pool": _("The reward pool"),
    "pot": _("What comments still hold for likes"),
    "reserved": _("Quotes of readings under way"),
    "review": _("Authors’ bonds on reviewed articles"),
    "vesting": _("Members’ earnings, to spend now and to withdraw later"),
}


@dataclass(frozen=True)
class AccountClass:
    """All accounts of one kind together."""

    kind: str
    words: Promise | str
    sum_twei: int


@dataclass(frozen=True)
class Economy:
    """The books at a glance; the sums of `classes` add up to `total_twei`, which must be 0."""

    books: BooksOverview
    day: date
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
    return Economy(
        books, date.fromisoformat(books.day), classes, sum(books.by_kind.values()), now()
    )


def now() -> datetime:
    """Return the time by the product's clock."""
    return moment(clock.now_ms())
