"""What the site may ask the books about cases against members; read through bank.queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.world import StoredWorld
from tweipress.core.ids import MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import AppealState, Flag, FlagState, Hold
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.reading import MS_PER_S

STANDING = "state IN ('open', 'upheld')"


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


def flags(numbers: Iterable[int]) -> dict[int, CaseBooks]:
    """Return those flags that the books know."""
    world = StoredWorld(Connection(is_own=False))
    wanted = list(numbers)
    world.preload(Flag, wanted)
    world.preload(Hold, wanted)
    wait_ms = tariff_in_force(world).risk_claw_back_s * MS_PER_S
    found: dict[int, CaseBooks] = {}
    for number in wanted:
        flag, hold = world.get(Flag, number), world.get(Hold, number)
        if flag is not None:
            found[number] = CaseBooks(flag, hold, hold.at_ms + wait_ms if hold else 0)
    return found


def flags_of(member: MemberId) -> list[CaseBooks]:
    """Return every flag on a member, newest first."""
    sql = "SELECT flag FROM bank_flag WHERE member = %s ORDER BY flag DESC"
    return _found(sql, (member,))


def standing_flags(limit: int, *, appealed: bool) -> list[CaseBooks]:
    """Return the oldest flags that stand: those with an appeal by its date, or those without."""
    sql = (
        f"SELECT flag FROM bank_flag WHERE {STANDING} AND appeal = 'open'"  # noqa: S608  # our own words
        " ORDER BY answer_due_ms, flag LIMIT %s"
        if appealed
        else f"SELECT flag FROM bank_flag WHERE {STANDING} AND appeal <> 'open'"  # noqa: S608  # as above
        " ORDER BY shadow, flag LIMIT %s"
    )
    return _found(sql, (limit,))


def closed_flags(limit: int, before: int = 0) -> list[CaseBooks]:
    """Return the newest flags that are lifted or carried out, before number `before` (0: all)."""
    sql = (
        "SELECT flag FROM bank_flag WHERE state IN ('lifted', 'ended') AND (%s = 0 OR flag < %s)"
        " ORDER BY flag DESC LIMIT %s"
    )
    return _found(sql, (before, before, limit))


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


def _found(sql: str, values: Sequence[int]) -> list[CaseBooks]:
    numbers = [int(row[0]) for row in Connection(is_own=False).rows(sql, values)]
    found = flags(numbers)
    return [found[number] for number in numbers]
