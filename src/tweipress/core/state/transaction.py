"""A rule's working copy of the balances: what it has moved so far, before anything is committed."""

from collections.abc import Iterable, Sequence

from tweipress.core import chart
from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.member import Member
from tweipress.core.records.record import Record
from tweipress.core.state.outcome import LineEntry, Outcome, Transfer, Value
from tweipress.core.state.world import World


class Transaction:
    """Transfers and lines in the making; later moves see the balances that earlier ones left."""

    __slots__ = ("_day", "_moved", "lines", "transfers", "world")

    def __init__(self, world: World) -> None:
        """Start from the world's balances."""
        self.world = world
        self.transfers: list[Transfer] = []
        self.lines: list[LineEntry] = []
        self._moved: dict[str, int] = {}
        self._day = world.books.day

    def balance(self, account: str) -> int:
        """Return the balance in Twei after the moves so far."""
        return self.world.balance(account) + self._moved.get(account, 0)

    def move(self, debit: str, credit: str, amount_twei: int) -> None:
        """Move an amount between accounts; a transfer of zero makes no entry."""
        if amount_twei == 0:
            return
        moved = self._moved
        moved[debit] = moved.get(debit, 0) - amount_twei
        moved[credit] = moved.get(credit, 0) + amount_twei
        self.transfers.append(Transfer(debit, credit, amount_twei))

    def move_up_to(self, debit: str, credit: str, amount_twei: int) -> int:
        """Move `amount_twei` or what is there, if less; return what was moved."""
        moved_twei = min(amount_twei, self.balance(debit))
        self.move(debit, credit, moved_twei)
        return moved_twei

    def spendable(self, member: MemberId) -> int:
        """Return what a member can pay with: vesting buckets and available together."""
        buckets = (chart.vesting(member, day) for day in self._payable_days(member))
        return self.balance(chart.available(member)) + sum(map(self.balance, buckets))

    def pay(self, member: MemberId, credit: str, amount_twei: int) -> None:
        """Pay from vesting, newest day first, then from available; the funds must be there."""
        due_twei = amount_twei
        for day in reversed(self._payable_days(member)):
            if due_twei == 0:
                return
            due_twei -= self.move_up_to(chart.vesting(member, day), credit, due_twei)
        self.move(chart.available(member), credit, due_twei)

    def _payable_days(self, member: MemberId) -> Sequence[str]:
        """Return the days of the buckets a member can pay with: none while under a hold."""
        payer = self.world.get(Member, member)
        return () if payer is not None and payer.is_held else self.world.vesting_days(member)

    def earn(self, debit: str, member: MemberId, amount_twei: int) -> None:
        """Pay a social income into the open day's vesting bucket."""
        self.move(debit, chart.vesting(member, self._day), amount_twei)

    def line(self, article: ArticleId, member: MemberId, line: Line, amount_twei: int) -> None:
        """Show an amount on a member's report, a negative one when the line shrinks; never zero."""
        if amount_twei:
            self.lines.append(LineEntry(article, member, line, amount_twei))

    def outcome(
        self,
        *records: Record,
        article: ArticleId = NO_ARTICLE,
        inputs: dict[str, Value] | None = None,
        answer: dict[str, Value] | None = None,
    ) -> Outcome:
        """Return the finished act."""
        return Outcome(
            tuple(self.transfers), records, tuple(self.lines), article, inputs or {}, answer or {}
        )


def outcome(records: Iterable[Record], inputs: dict[str, Value] | None = None) -> Outcome:
    """Return an act that changes records and moves nothing."""
    return Outcome(records=tuple(records), inputs=inputs or {})
