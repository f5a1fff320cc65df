"""A member's statement: what each posting moved, named by its act, and on which article."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.registry import RULES_BY_NAME
from tweipress.core.units import moment
from tweipress.http.links import post_path

ENTRIES: Final = 51
"""How many entries a page reads: more than one posting ever has of one member's."""
HASH_SHOWN: Final = 12
ACCOUNTS: Final[dict[str, Promise]] = {
    "available": pgettext_lazy("account", "available"),
    "vesting": pgettext_lazy("account", "vesting"),
    "held": pgettext_lazy("account", "held"),
}
"""What the kinds of a member's own accounts are called."""


@dataclass(frozen=True, slots=True)
class Account:
    """A kind of the member's accounts, and how much a posting gave it."""

    name: str
    amount_twei: int


@dataclass(frozen=True, slots=True)
class Row:
    """What one posting moved; `title` and `url` are empty where no article is meant.

    The amount is the difference between this balance and the one of the row below.
    """

    seq: int
    at: datetime
    what: str
    title: str
    url: str
    amount_twei: int
    balance_twei: int
    accounts: list[Account]
    rules: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One page, newest first; `older_before` asks for the next one, 0 when there is none."""

    rows: list[Row]
    older_before: int


def statement(member: MemberId, before: int = 0) -> Statement:
    """Return one page of a member's movements."""
    movements = books.statement(member, before, ENTRIES)
    postings = [list(entries) for _, entries in groupby(movements, key=attrgetter("seq"))]
    if has_more := len(movements) == ENTRIES:
        del postings[-1]  # perhaps not all of it: the next page begins with it
    numbers = {moved[0].article for moved in postings if moved[0].article}
    links = {
        number: (article.title, post_path(article.slug))
        for number, article in articles.by_numbers(sorted(numbers)).items()
    }
    rows = [_row(moved, *links.get(moved[0].article, ("", ""))) for moved in postings]
    return Statement(rows, postings[-1][-1].entry if has_more else 0)


def _row(moved: list[books.Movement], title: str, url: str) -> Row:
    posting = moved[0]
    return Row(
        seq=posting.seq,
        at=moment(posting.at_ms),
        what=gettext(RULES_BY_NAME[posting.act].label),
        title=title,
        url=url,
        amount_twei=sum(entry.amount_twei for entry in moved),
        balance_twei=posting.balance_twei,
        accounts=_accounts(moved),
        rules=posting.tariff_hash[:HASH_SHOWN],
    )


def _accounts(moved: list[books.Movement]) -> list[Account]:
    sums_twei: Counter[str] = Counter()
    for entry in moved:
        sums_twei[entry.account_kind] += entry.amount_twei
    return [Account(str(ACCOUNTS[kind]), twei) for kind, twei in sorted(sums_twei.items())]
