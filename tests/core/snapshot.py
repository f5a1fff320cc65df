"""A snapshot of a bank, and the invariants that hold for every snapshot."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.money import BPS
from tweipress.core.pnl import LOSS, PROFIT, Amounts, Line
from tweipress.core.records.article import Agreement, Article, Shares
from tweipress.core.records.case import Flag, Hold, HoldState
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import WHOLE_POST
from tweipress.core.records.reading import Reading, Session
from tweipress.core.records.record import Record
from tweipress.core.records.repeat import Repeat
from tweipress.core.records.review import Review, Seat
from tweipress.core.records.vote import Vote
from tweipress.simulate.player import Bank

UNPUBLISHED = 3
"""How many articles beyond the published ones may be under review."""


@dataclass(frozen=True)
class Snapshot:
    """Balances that are not zero, reservations as (article, quote), P&L rows, standings."""

    balances: Mapping[str, int]
    reserved: Mapping[int, tuple[int, int]]
    pnls: Mapping[tuple[int, int], Amounts]
    records: tuple[Record | None, ...]

    def balance(self, account: str) -> int:
        """Return a balance in Twei."""
        return self.balances.get(account, 0)

    def spendable(self, member: MemberId) -> int:
        """Return a member's available and vesting Twei."""
        return sum(
            twei
            for account, twei in self.balances.items()
            if chart.kind(account) in {"available", "vesting"} and chart.owner(account) == member
        )

    def owned(self, member: MemberId) -> int:
        """Return a member's available, vesting and held Twei."""
        return self.spendable(member) + self.balance(chart.held(member))

    def holds(self, member: MemberId, state: str) -> int:
        """Return what was taken under a member's holds of one state."""
        holds = (record for record in self.records if isinstance(record, Hold))
        return sum(
            hold.amount_twei for hold in holds if (hold.member, hold.state) == (member, state)
        )

    def total(self, member: MemberId) -> int:
        """Return the sum of a member's Total Twei Earned over all articles."""
        return sum(amounts.total_twei for (_, of), amounts in self.pnls.items() if of == member)

    def line(self, article: ArticleId, member: MemberId, line: Line) -> int:
        """Return one amount."""
        return self.pnls.get((article, member), Amounts())[line]


def snapshot(
    bank: Bank, members: Iterable[MemberId], articles: int, comments: int, flags: int = 0
) -> Snapshot:
    """Return what the bank says now of these members, and of what there is so far."""
    world = bank.world
    records: list[Record | None] = [world.books]
    for member in members:
        records.append(world.get(Member, member))
        records += [world.get(Reading, (member, number)) for number in range(1, articles + 1)]
        records += [world.get(Vote, (member, number)) for number in range(1, comments + 1)]
    records += [world.get(Article, number) for number in range(1, articles + 1)]
    records += [world.get(Comment, number) for number in range(1, comments + 1)]
    records += [world.get(kind, number) for number in range(1, flags + 1) for kind in (Flag, Hold)]
    asked = range(1, articles + UNPUBLISHED + 1)
    records += [world.get(kind, number) for number in asked for kind in (Review, Repeat)]
    both = [(number, member) for number in asked for member in members]
    records += [world.get(kind, key) for key in both for kind in (Seat, Agreement)]
    sessions = [world.get(Session, member) for member in members]
    return Snapshot(
        balances={account: twei for account, twei in bank.balances().items() if twei},
        reserved={
            session.member: (session.article, session.quote_twei)
            for session in sessions
            if session is not None and session.live
        },
        pnls={(row.article, row.member): row.amounts for row in bank.pnls()},
        records=tuple(records),
    )


def sums_to_zero(now: Snapshot) -> None:
    """I1: the sum of all accounts is 0."""
    assert sum(now.balances.values()) == 0, "I1"


def owes_nothing(now: Snapshot) -> None:
    """I2: no account but ext is below 0."""
    below = [name for name, twei in now.balances.items() if twei < 0 and name != chart.EXT]
    assert not below, "I2"


def adds_up(now: Snapshot, member: MemberId, deposited_twei: int, bonds_twei: int) -> None:
    """I3: what a member has is what came in and what the reports say, less what was clawed back."""
    has_twei = now.owned(member) + bonds_twei
    owed_twei = deposited_twei + now.total(member) - now.holds(member, HoldState.CLAWED)
    assert has_twei == owed_twei, f"I3 of member {member}"


def holds_what_was_taken(now: Snapshot, member: MemberId) -> None:
    """I3: what is held is what the live holds took."""
    assert now.balance(chart.held(member)) == now.holds(member, HoldState.LIVE), (
        f"I3 of held:{member}"
    )


def stays_within(now: Snapshot, article: ArticleId, opportunity_twei: int) -> None:
    """I5: an article's Pluses stay within its opportunity."""
    paid_twei = sum(
        amounts[Line.EARNED_FOR_PLUSES]
        for (of, member), amounts in now.pnls.items()
        if of == article and member != WHOLE_POST
    )
    assert paid_twei <= opportunity_twei, f"I5 of article {article}"


def shares_fairly(now: Snapshot, article: ArticleId, shares: Shares) -> None:
    """A co-author never has more than their share of the authors' pay, and hardly less."""
    for line in (Line.EARNED_FOR_PLUSES, Line.LIKES_AUTHOR, Line.DISLIKES_AUTHOR):
        got = {member: now.line(article, member, line) for member, _ in shares}
        due = {member: sum(got.values()) * bps // BPS for member, bps in shares[1:]}
        late = [due_twei - got[member] for member, due_twei in due.items()]
        assert min(late) >= 0, f"more than a share of article {article}"
        assert sum(late) < len(late), f"less than a share of article {article}"


def reserves_what_was_shown(now: Snapshot) -> None:
    """I8: one reservation a member, as large as his one session's quote."""
    held = {
        chart.owner(account): twei
        for account, twei in now.balances.items()
        if chart.kind(account) == "reserved"
    }
    assert held == {member: twei for member, (_, twei) in now.reserved.items() if twei}, "I8"


def reports_agree(now: Snapshot) -> None:
    """I11: subtotals make the total, lines are never negative, the whole post is the sum of all."""
    whole: dict[int, Counter[Line]] = {}
    for (article, member), amounts in now.pnls.items():
        assert min(amounts) >= 0, "I11"
        profit_twei = sum(amounts[line] for line in PROFIT)
        assert profit_twei - sum(amounts[line] for line in LOSS) == amounts.total_twei, "I11"
        sign = 1 if member == WHOLE_POST else -1
        row = whole.setdefault(article, Counter())
        for line in Line:
            row[line] += sign * amounts[line]
    assert not any(any(row.values()) for row in whole.values()), "I11"
