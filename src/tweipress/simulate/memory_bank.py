"""A bank in memory: the rules and dictionaries, no database."""

from collections.abc import Iterable, Mapping, Sequence

from tweipress.core.acts.calendar.found import Found
from tweipress.core.ids import MemberId
from tweipress.core.records.pnl import Pnl
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.memory import BooksBrokenError, MemoryWorld
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff


class MemoryBank:
    """Judges and applies acts one after another."""

    def __init__(self, tariff: Tariff, gates: bool) -> None:
        """Found scenario books in memory."""
        self.world = MemoryWorld()
        founded = judge(
            Found(tariff.canonical(), scenario=True, gates=gates), self.world, tariff, 0
        )
        if isinstance(founded, Refused):
            raise BooksBrokenError(founded)
        self.world.apply(founded)

    def do(self, act: Act, now_ms: int) -> Outcome | Refused:
        """Do an act; what is not refused is applied."""
        answer = judge(act, self.world, tariff_in_force(self.world), now_ms)
        if isinstance(answer, Outcome):
            self.world.apply(answer)
        return answer

    def members_with_buckets(self, until: str) -> Sequence[MemberId]:
        """Return the members with something in buckets of `until` (ISO date) or earlier."""
        return self.world.members_with_buckets(until)

    def balances(self) -> Mapping[str, int]:
        """Return the balance in Twei of every account; zeros may be among them."""
        return self.world.balances

    def pnls(self) -> Iterable[Pnl]:
        """Return the twelve amounts of every member on every article, whole posts included."""
        rows = self.world.records.get(Pnl, {}).values()
        return [row for row in rows if isinstance(row, Pnl)]
