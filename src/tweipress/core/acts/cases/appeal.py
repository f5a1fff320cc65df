"""Appeal: a member objects to a flag; the answer is due by a date.

A member can appeal once, and once more against a hold that came after the first appeal. The text is
kept outside the books, which keep its digest. Until the answer nothing that is held under the flag
goes to the pool.
"""

from dataclasses import dataclass

from tweipress.core.ids import FlagId, MemberId
from tweipress.core.records.case import AppealState, Flag, Hold, can_object
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S


@dataclass(frozen=True, slots=True)
class Appeal(Act):
    """Appeal against one's own flag; `digest` is that of the text."""

    member: MemberId
    flag: FlagId
    digest: str


@rule("Appeal", also_when_banned=True)
def judge(act: Appeal, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from the flagged member, while the flag stands; for others the flag is unknown."""
    flag = world.get(Flag, act.flag)
    if flag is None or flag.member != act.member:
        return refuse(Refusal.UNKNOWN_FLAG)
    if not can_object(flag, world.get(Hold, act.flag)):
        return refuse(Refusal.ALREADY_APPEALED)
    if not flag.is_standing:
        return refuse(Refusal.FLAG_CLOSED)
    if flag.shadow:
        return refuse(Refusal.FLAG_WITHOUT_EFFECT)
    if not act.digest:
        return refuse(Refusal.MALFORMED)
    due_ms = now_ms + tariff.risk_appeal_answer_s * MS_PER_S
    appealed = flag._replace(appeal=AppealState.OPEN, appealed_ms=now_ms, answer_due_ms=due_ms)
    return Outcome(records=(appealed,), answer={"answer_due_ms": due_ms})
