"""Reads about members: cards for other apps' pages, the own page, the public page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from operator import attrgetter
from typing import Final

from django.urls import reverse

from tweipress.articles import queries as articles
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.http.links import post_path
from tweipress.people.models import Member

STATEMENT_ENTRIES: Final = 51
"""How many entries a page reads: more than one posting ever has of one member's."""

HASH_SHOWN: Final = 12
MS_PER_S: Final = 1000

QUOTAS: Final = {
    "pluses": ("Pluses", ""),
    "opens": ("Paid readings started", ""),
    "likes": ("Likes", "like_level"),
    "dislikes": ("Dislikes", "dislike_level"),
    "comments": ("Comments", "comment_level"),
    "publishes": ("Articles published", "publish_level"),
}
"""What a day's quotas are called, and the tariff's figure for the level they begin at."""

WORDS: Final = {
    "ask_review": "Review asked for: bond",
    "claw_back": "Clawed back to the pool",
    "close_day": "Returned at the close of a day",
    "comment": "Comment: tribute and bond",
    "decide": "Decision on a flag",
    "decide_review": "Review ended: bond returned",
    "deposit": "Deposit",
    "dislike": "Dislike",
    "hold": "Held under a flag",
    "hold_bond": "Bond of a review held under a flag",
    "like": "Like",
    "mature": "Earlier earnings became available",
    "minus": "Minus",
    "plus": "Plus",
    "publish": "Publish tribute",
    "release": "Given back after a hold",
    "remove_comment": "Comment removed",
    "report": "PnL report",
    "return_lanes": "Returned at the close of a day",
    "settle": "Comment settled",
    "undo_article": "Article taken back",
    "verdict": "Review ended: bond returned",
    "withdraw_review": "Review withdrawn: bond returned",
}


@dataclass(frozen=True)
class Card:
    """What any page shows of a member."""

    name: str
    url: str
    avatar_url: str


@dataclass(frozen=True)
class Quota:
    """What is left of a day's quota; `from_level` above 0 says that the level is too low for it."""

    what: str
    left: int
    total: int
    from_level: int


@dataclass(frozen=True)
class Row:
    """What one posting moved; `title` and `url` are empty where no article is meant.

    The amount is what changed between this balance and the one of the row below. `accounts` tells
    of kinds of accounts, and how much each got or gave if they are several.
    """

    seq: int
    at: datetime
    what: str
    title: str
    url: str
    amount_twei: int
    balance_twei: int
    accounts: str
    rules: str

    @property
    def shown(self) -> str:
        """Return the amount with its sign."""
        return signed(self.amount_twei)


@dataclass(frozen=True)
class Statement:
    """One page, newest first; `older_before` asks for the next one, 0 when there is none."""

    rows: list[Row]
    older_before: int


@dataclass(frozen=True)
class Own:
    """What a member sees of their own standing; `standing` None until the books know them.

    `seats` are the juries on which their verdict is waited for.
    """

    standing: books.Standing | None
    quotas: list[Quota]
    statement: Statement
    seats: int = 0


def signed(twei: int) -> str:
    """Return an amount with a plus or the typographer's minus; 0 has neither."""
    return f"{twei:+}".replace("-", "−") if twei else "0"


def card(member: Member) -> Card:
    """Return a member's card."""
    return Card(member.name, member.get_absolute_url(), avatar_url(member))


def cards(members: Iterable[int]) -> dict[int, Card]:
    """Return cards by member number, in one read; unknown numbers are left out."""
    found = Member.objects.only("name", "avatar").in_bulk(list(members))
    return {number: card(member) for number, member in found.items()}


def avatar_url(member: Member) -> str:
    """Return where a member's picture is: its file's own address, or that of the drawn one."""
    if member.avatar:
        return reverse("people:picture", args=[member.avatar.name.rpartition("/")[2]])
    return reverse("people:drawn", args=[member.name])


def by_name(name: str) -> Member | None:
    """Return the member with a name, however it is written."""
    return Member.objects.named(name).filter(is_active=True).first()


def roles_of(member: Member) -> frozenset[str]:
    """Return the roles that the books know of a member."""
    standing = books.standing(MemberId(member.pk))
    return standing.roles if standing else frozenset()


def level(member: Member) -> int | None:
    """Return a member's level; None until the books know them."""
    standing = books.standing(MemberId(member.pk))
    return standing.level if standing else None


def own(member: Member, before: int = 0) -> Own:
    """Return a member's own standing and the statement's page before an entry (0: the newest)."""
    standing = books.standing(MemberId(member.pk))
    if standing is None:
        return Own(None, [], Statement([], 0))
    seats = len(books.seats_of(MemberId(member.pk)))
    return Own(standing, _quotas(standing), statement(member, before), seats)


def statement(member: Member, before: int = 0) -> Statement:
    """Return one page of a member's movements."""
    movements = books.statement(MemberId(member.pk), before, STATEMENT_ENTRIES)
    postings = [list(group) for _, group in groupby(movements, key=attrgetter("seq"))]
    if has_more := len(movements) == STATEMENT_ENTRIES:
        del postings[-1]  # perhaps not all of it: the next page begins with it
    about = articles.by_numbers([it[0].article for it in postings if it[0].article])
    rows = [_row(it, about.get(it[0].article)) for it in postings]
    return Statement(rows, postings[-1][-1].entry if has_more else 0)


def _quotas(standing: books.Standing) -> list[Quota]:
    tariff = books.tariff()
    quotas = []
    for key, (what, gate) in QUOTAS.items():
        level = getattr(tariff, gate) if gate else 0
        from_level = 0 if standing.passes(level) else level
        quotas.append(Quota(what, standing.left[key], standing.quota[key], from_level))
    return quotas


def _row(moved: list[books.Movement], article: Article | None) -> Row:
    posting = moved[0]
    return Row(
        seq=posting.seq,
        at=datetime.fromtimestamp(posting.at_ms / MS_PER_S, UTC),
        what=WORDS.get(posting.act, posting.act.replace("_", " ").capitalize()),
        title=article.title if article else "",
        url=post_path(article.slug) if article else "",
        amount_twei=sum(it.amount_twei for it in moved),
        balance_twei=posting.balance_twei,
        accounts=_accounts(moved),
        rules=posting.tariff_hash[:HASH_SHOWN],
    )


def _accounts(moved: list[books.Movement]) -> str:
    sums_twei: Counter[str] = Counter()
    for movement in moved:
        sums_twei[movement.account_kind] += movement.amount_twei
    if len(sums_twei) == 1:
        return moved[0].account_kind
    return ", ".join(f"{kind} {signed(twei)}" for kind, twei in sorted(sums_twei.items()))
