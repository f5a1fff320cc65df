"""Previews: what an act's own rule would say to it now, and what the act would move.

Pages ask here whether to offer an act, what it costs, and why it is refused. No guard is written
again: the rule judges the act on the page's read of the books, and nothing is changed.

The time is the clock's. The teller never judges at an earlier time than that of the last posting.
So a preview can differ from its act only after the machine's clock was set back, until the clock
has caught up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tweipress.bank import barring, clock
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world, read_session
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller.preload import preload
from tweipress.core import chart
from tweipress.core.ids import CommentId, MemberId, ReportId, SessionId
from tweipress.core.records.comment import Comment
from tweipress.core.records.pnl import Report
from tweipress.core.records.record import Key, Record
from tweipress.core.rulebook import judge, tariff_in_force
from tweipress.core.state.outcome import Outcome, Refused, Transfer
from tweipress.core.state.registry import Act
from tweipress.core.state.world import World

NEW_COMMENT: Final = CommentId(2**63 - 1)
NEW_SESSION: Final = SessionId("preview")
NEW_REPORT: Final = ReportId("preview")
"""Numbers for what does not exist before the click; none of them is ever given out."""
UNBORN: Final[Sequence[tuple[type[Record], Key]]] = (
    (Comment, NEW_COMMENT),
    (Report, NEW_REPORT),
)
"""The records that those numbers would have: nobody has to look for them."""
ANY_TEXT: Final = "preview"
"""Stands for a reason, or for the digest of a text, that has not been written yet."""
SPENDABLE: Final = frozenset({"available", "vesting"})


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would answer; `refused` is None for an act that would be accepted."""

    refused: Refused | None
    transfers: tuple[Transfer, ...] = ()

    @property
    def is_offered(self) -> bool:
        """Tell whether the act would be accepted now."""
        return self.refused is None

    def paid_by(self, member: MemberId) -> int:
        """Return how many Twei the act would take from what a member can spend, bonds included."""
        return sum(move.amount_twei for move in self.transfers if _spends(move.debit, member))

    def moved_to(self, *kinds: str) -> int:
        """Return how many Twei the act would move to accounts of these classes."""
        return sum(move.amount_twei for move in self.transfers if chart.kind(move.credit) in kinds)

    def earned_by(self, member: MemberId) -> int:
        """Return how many Twei the act would add to what a member can spend."""
        return sum(move.amount_twei for move in self.transfers if _spends(move.credit, member))


def preview(act: Act, at_ms: int | None = None) -> Preview:
    """Ask an act's rule what it would say now, or at `at_ms`."""
    world = current_world()
    for kind, key in UNBORN:
        records: dict[Key, Any] = world.records[kind]
        records.setdefault(key, None)
    return preview_in(world, act, clock.now_ms() if at_ms is None else at_ms)


def preview_in(world: World, act: Act, at_ms: int) -> Preview:
    """Ask an act's rule what it would say in a world that need not be the books themselves."""
    if refused := barring.refusal(act):
        return Preview(refused)
    answer = judge(act, world, tariff_in_force(world), at_ms)
    if isinstance(answer, Outcome):
        return Preview(None, answer.transfers)
    return Preview(answer)


def previews_after(first: Act, acts: Sequence[Act], at_ms: int) -> tuple[Preview, ...]:
    """Ask what the rules would say to each of `acts` at `at_ms` if `first` were done now.

    The answer is empty if `first` would be refused.
    """
    world = current_world()
    answer = judge(first, world, tariff_in_force(world), clock.now_ms())
    if isinstance(answer, Refused):
        return ()
    imagined = _ImaginedWorld(Connection(is_own=False), world)
    imagined.apply(answer)
    return tuple(preview_in(imagined, act, at_ms) for act in acts)


def previews(acts: Sequence[Act]) -> list[Preview]:
    """Ask the rules about several acts; what they need of the books is read together."""
    with read_session():
        preload(current_world(), acts)
        return [preview(act) for act in acts]


def refusal_of(act: Act) -> Refused | None:
    """Return why an act would be refused now, None if it would be accepted."""
    return preview(act).refused


class _ImaginedWorld(StoredWorld):
    """The books as they would be after an act that has not been done."""

    def __init__(self, connection: Connection, older: StoredWorld) -> None:
        """Begin as the books are."""
        super().__init__(connection, older)
        self._books = older

    def preload_owners(self, members: Iterable[MemberId]) -> None:
        """Load accounts into the books' own world, where the page's other questions know them."""
        known = list(members)
        self._books.preload_owners(known)
        super().preload_owners(known)

    def flush(self) -> None:
        """Write nothing."""


def _spends(account: str, member: MemberId) -> bool:
    return chart.kind(account) in SPENDABLE and chart.owner(account) == member
