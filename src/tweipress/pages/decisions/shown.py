"""The decisions about a member as they read them, each with its appeal or the form of one."""

from dataclasses import dataclass

from tweipress.composed.decisions import Line, lines
from tweipress.core.ids import MemberId
from tweipress.core.units import S_PER_DAY
from tweipress.decisions import queries as decisions
from tweipress.moderation.appeals import queries as appeals
from tweipress.moderation.appeals.queries import Appeal, Outcome, Side


@dataclass(frozen=True, slots=True)
class Own:
    """A decision about a member, the appeal against it if there is one, and whether one can be."""

    line: Line
    appeal: Appeal | None
    outcome: str
    is_late: bool
    can_appeal: bool


def own_block(member: MemberId) -> dict[str, object]:
    """Return what a member's page of decisions shows."""
    rows = decisions.about(member)
    made = appeals.of_decisions(row.pk for row in rows)
    shown = []
    for line in lines(rows):
        known = made.get(line.row.pk)
        refused = appeals.closed_refusal(line.row, Side.CONCERNED, member)
        outcome = str(Outcome(known.outcome).label) if known and known.outcome else ""
        is_late = known is not None and appeals.is_late(known)
        shown.append(Own(line, known, outcome, is_late, not known and refused is None))
    return {
        "own": shown,
        "text_max": appeals.TEXT_MAX,
        "answered_in_s": appeals.ANSWERED_IN.days * S_PER_DAY,
        "open_for_s": appeals.OPEN_FOR.days * S_PER_DAY,
    }
