"""The second person: nobody flags, holds or dismisses an operator or an editor alone.

One proposes, and another one with the same right does it. A ban needs the role taken first. The
console needs nobody: whoever has the machine has the books.
"""

from typing import Final

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.proposal import Power, Proposal
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right, Role
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S

PROTECTED: Final = frozenset({Role.OPERATOR, Role.EDITOR})
"""Whoever holds one of these is not in the hands of one person."""
RIGHT_FOR: Final[dict[Power, Right]] = {
    Power.FLAG: Right.FLAG,
    Power.HOLD: Right.HOLD,
    Power.ROLE: Right.ROLE,
}
"""The right that both persons must have."""


def takes_two(subject: Member, by: MemberId) -> bool:
    """Tell whether what `by` would do to a member takes a second person."""
    return by != CONSOLE and bool(subject.roles & PROTECTED)


def is_live(proposal: Proposal, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether a proposal still waits for its second person."""
    return not proposal.done and now_ms - proposal.at_ms <= tariff.proposal_lapses_s * MS_PER_S


def seconded(
    world: World, subject: Member, by: MemberId, power: Power, tariff: Tariff, now_ms: int
) -> tuple[Proposal, ...] | Refused:
    """Return the proposal that `by` carries out, as done; nothing where one person is enough.

    Refuse without a live proposal of another person who still has the right, and the subject.
    """
    if not takes_two(subject, by):
        return ()
    if subject.member == by:
        return refuse(Refusal.OWN_CASE)
    proposal = world.get(Proposal, (subject.member, power))
    if proposal is None or proposal.by == by or not is_live(proposal, tariff, now_ms):
        return refuse(Refusal.SECOND_PERSON_NEEDED)
    if right_gate(world, proposal.by, RIGHT_FOR[power]) is not None:
        return refuse(Refusal.SECOND_PERSON_NEEDED)
    return (proposal._replace(done=True),)
