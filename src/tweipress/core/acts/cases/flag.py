"""Flag: a detector or a moderator suspects a member, for a public reason.

In force it takes the trusted lane and puts what vests out of reach; it moves nothing. In shadow it
has no effect: that is how a new detector is tried.
"""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import Flag as FlagRecord
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.seconding import seconded
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Flag(Act):
    """Raise flag number `flag`; `evidence` is the digest of its figures, `by` 0 the console."""

    flag: FlagId
    member: MemberId
    reason: FlagReason
    rule: str
    version: int
    evidence: str
    shadow: bool = False
    by: MemberId = CONSOLE


@rule("Flag")
def judge(act: Flag, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept a listed reason with rule and evidence, once a number."""
    if refused := right_gate(world, act.by, Right.FLAG):
        return refused
    if world.get(FlagRecord, act.flag) is not None:
        return refuse(Refusal.ALREADY_FLAGGED)
    if act.flag <= 0 or not act.evidence:
        return refuse(Refusal.MALFORMED)
    if not act.rule.strip() or act.version <= 0:
        return refuse(Refusal.FLAG_REASON_WRONG)
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    proposal = seconded(world, member, act.by, Power.FLAG, tariff, now_ms)
    if isinstance(proposal, Refused):
        return proposal
    flag = FlagRecord(
        flag=act.flag,
        member=act.member,
        reason=act.reason,
        rule=act.rule,
        version=act.version,
        evidence=act.evidence,
        shadow=act.shadow,
        by=act.by,
        at_ms=now_ms,
    )
    flagged = member._replace(flags=member.flags + int(not act.shadow))
    return Outcome(records=(flag, flagged, *proposal))
