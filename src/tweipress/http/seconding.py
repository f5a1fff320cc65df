"""Doing what may take a second person: the same form proposes it, or carries out a proposal."""

from tweipress import bank
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.acts.cases.propose import Propose
from tweipress.core.ids import MemberId
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.registry import Act
from tweipress.security.actions import Event, record


def do_or_propose(
    act: Act, key: str, power: Power, member: MemberId, reason: str, by: MemberId
) -> Answer:
    """Send an act; if it takes a second person, propose it instead and say that it waits.

    `reason` is what the second person reads.
    """
    takes_two = books.takes_two(member, by)
    answer = bank.do(act, key=key)
    if not isinstance(answer, Refused):
        if takes_two:
            record(Event.CONFIRMED, member=member, by=by, detail={"power": power})
        return answer
    if answer.reason is not Refusal.SECOND_PERSON_NEEDED:
        return answer
    proposed = bank.do(Propose(member, power, reason, by), key=f"proposed:{key}")
    if isinstance(proposed, Refused):
        return proposed
    record(Event.PROPOSED, member=member, by=by, detail={"power": power, "reason": reason})
    return refuse(Refusal.SECOND_PERSON_WAITS)
