"""Co-authors: which shares are shares, what each author pays of a sum, and what each gets of it.

Every split is exact: the parts sum to the whole. What rounding leaves belongs to the first author,
who published the article.
"""

from collections.abc import Iterator
from typing import Final

from tweipress.core.ids import MemberId
from tweipress.core.money import BPS, part
from tweipress.core.pnl import Amounts, Line
from tweipress.core.records.article import Agreement, Article, Shares
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import Pnl
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World

AUTHORS_MAX: Final = 8
"""The most authors an article can have: each is asked for a part of one sum of about 50 Twei, and
each act that pays them writes an entry for each."""
Parts = tuple[tuple[MemberId, int], ...]


def are_shares(shares: Shares, author: MemberId) -> bool:
    """Tell whether these are shares: the author first, nobody twice, all of it given out."""
    members = [member for member, _ in shares]
    return (
        1 < len(shares) <= AUTHORS_MAX
        and members[0] == author
        and len(set(members)) == len(members)
        and all(member > 0 and bps > 0 for member, bps in shares)
        and sum(bps for _, bps in shares) == BPS
    )


def parts_of(amount_twei: int, author: MemberId, shares: Shares) -> Parts:
    """Return what each author pays of a sum, the first author the rest of it."""
    others = [(member, part(amount_twei, bps)) for member, bps in shares[1:]]
    first_twei = amount_twei - sum(twei for _, twei in others)
    return ((author, first_twei), *others)


class Payers:
    """Several members who pay one sum: each pays their own part of it, in their order."""

    def __init__(self, transaction: Transaction, parts: Parts) -> None:
        """Begin with every part owed."""
        self._transaction = transaction
        self._owed = dict(parts)

    def pay(self, credit: str, amount_twei: int) -> None:
        """Pay an amount to an account, from whose turn it is; the funds must be there."""
        for member, owed_twei in self._owed.items():
            paid_twei = min(owed_twei, amount_twei)
            self._transaction.pay(member, credit, paid_twei)
            self._owed[member] -= paid_twei
            amount_twei -= paid_twei
        assert amount_twei == 0, "the parts are the whole"


def earned_parts(
    world: World, article: Article, line: Line, amount_twei: int
) -> Iterator[tuple[MemberId, int]]:
    """Yield what each author gets of an amount, by what they have got on that line before.

    Amounts are small, often one Twei. So it is the sum over the article's life that is shared:
    each co-author gets what brings them up to the floor of their share of it, as far as the amount
    goes, and the first author gets the rest.
    """
    rest_twei = amount_twei
    if article.shares and amount_twei:
        before = {member: _line_twei(world, article, member, line) for member in article.authors}
        total_twei = sum(before.values()) + amount_twei
        for member, bps in article.shares[1:]:
            due_twei = max(0, part(total_twei, bps) - before[member])
            twei = min(due_twei, rest_twei)
            rest_twei -= twei
            yield member, twei
    yield article.author, rest_twei


def pay_authors(
    transaction: Transaction, article: Article, debit: str, line: Line, amount_twei: int
) -> None:
    """Pay the authors' income from an account, and show it on each author's line."""
    for member, twei in earned_parts(transaction.world, article, line, amount_twei):
        transaction.earn(debit, member, twei)
        transaction.line(article.article, member, line, twei)


def agreement_gate(
    world: World, number: int, author: MemberId, shares: Shares, tribute_twei: int
) -> Refused | None:
    """Refuse shares that are none, that a co-author has not agreed to, or cannot be held to."""
    if not shares:
        return None
    if not are_shares(shares, author):
        return refuse(Refusal.MALFORMED)
    others = [member for member, _ in shares[1:]]
    world.preload(Member, others)
    world.preload(Agreement, [(number, member) for member in others])
    for member in others:
        agreement = world.get(Agreement, (number, member))
        if agreement is None or (agreement.shares, agreement.tribute_twei) != (
            shares,
            tribute_twei,
        ):
            return refuse(Refusal.SHARES_NOT_AGREED)
        standing = world.get(Member, member)
        if standing is None or standing.banned or standing.is_held:
            return refuse(Refusal.COAUTHOR_BARRED)
    return None


def _line_twei(world: World, article: Article, member: MemberId, line: Line) -> int:
    pnl = world.get(Pnl, (article.article, member))
    return (pnl.amounts if pnl else Amounts())[line]
