"""Cases against members: flags, holds, appeals, and how many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tweipress.bank import clock
from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core.acts.cases.claw_back import claws_back_ms
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import AppealState, Flag, FlagState, Hold
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Proposal
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import seconding


@dataclass(frozen=True, slots=True)
class CaseBooks:
    """A flag, what is held under it if anything ever was, and when that goes to the pool."""

    flag: Flag
    hold: Hold | None
    claws_back_ms: int


@dataclass(frozen=True, slots=True)
class FlagTotal:
    """How many flags of one reason there are in one state; `on_trial` are those in shadow."""

    reason: FlagReason
    on_trial: bool
    state: FlagState
    appeal: AppealState
    flags: int


def takes_two(member: MemberId, by: MemberId) -> bool:
    """Tell whether what `by` would do to a member takes a second person."""
    row = current_world().get(Member, member)
    return row is not None and seconding.takes_two(row, by)


def open_proposals(at_most: int) -> list[Proposal]:
    """Return what waits for a second person, the oldest first."""
    world = current_world()
    keys = selections.open_proposals(
        Connection(is_own=False), tariff_in_force(world), clock.now_ms(), at_most
    )
    world.preload(Proposal, keys)
    return [one for key in keys if (one := world.get(Proposal, key))]


def flags(numbers: Iterable[int]) -> dict[int, CaseBooks]:
    """Return those flags that the books know, with what decisions on them need read along."""
    world = current_world()
    wanted = list(numbers)
    world.preload(Flag, wanted)
    world.preload(Hold, wanted)
    members = [flag.member for number in wanted if (flag := world.get(Flag, number))]
    world.preload(Member, members)
    world.preload_owners(members)
    tariff = tariff_in_force(world)
    cases: dict[int, CaseBooks] = {}
    for number in wanted:
        flag, hold = world.get(Flag, number), world.get(Hold, number)
        if flag is not None:
            cases[number] = CaseBooks(flag, hold, claws_back_ms(hold, tariff) if hold else 0)
    return cases


def flags_of(member: MemberId) -> list[CaseBooks]:
    """Return every flag on a member, newest first."""
    sql = "SELECT flag FROM bank_flag WHERE member = %s ORDER BY flag DESC"
    return _cases([row[0] for row in Connection(is_own=False).rows(sql, (member,))])


def standing_flags(limit: int, *, appealed: bool) -> list[CaseBooks]:
    """Return the oldest flags that stand: those with an appeal by its date, or those without."""
    connection = Connection(is_own=False)
    return _cases(selections.standing_flags(connection, limit, appealed=appealed))


def closed_flags(limit: int, before: int = 0) -> list[CaseBooks]:
    """Return the newest flags that are lifted or carried out, before number `before` (0: all)."""
    return _cases(selections.closed_flags(Connection(is_own=False), limit, FlagId(before)))


def flag_totals() -> list[FlagTotal]:
    """Return how many flags there are by reason, state and answer."""
    sql = (
        "SELECT reason, shadow, state, appeal, count(*) FROM bank_flag"
        " GROUP BY reason, shadow, state, appeal ORDER BY reason, shadow, state, appeal"
    )
    return [
        FlagTotal(
            FlagReason(reason), bool(shadow), FlagState(state), AppealState(appeal), int(flags)
        )
        for reason, shadow, state, appeal, flags in Connection(is_own=False).rows(sql)
    ]


def _cases(numbers: Sequence[FlagId]) -> list[CaseBooks]:
    known = flags(numbers)
    return [known[number] for number in numbers]
