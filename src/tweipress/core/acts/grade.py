"""Grade: trust and the XP that comes from it enter the books, computed nightly or given by hand."""

from dataclasses import dataclass

from tweipress.core.facts import Member
from tweipress.core.gates import right_gate
from tweipress.core.levels import after_grade
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.trust import WHOLE
from tweipress.core.world import World


@dataclass(frozen=True, slots=True)
class Grade:
    """Give each (member, trust in thousandths, XP of either sign); `by` 0 is the console."""

    marks: tuple[tuple[int, int, int], ...]
    by: int = 0


def judge(act: Grade, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept all marks or none, a limited number; a member is graded once an act."""
    if refused := right_gate(world, act.by, "grade"):
        return refused
    if len(act.marks) > tariff.grade_marks_max:
        return refuse(Refusal.MALFORMED)
    if len({number for number, _, _ in act.marks}) < len(act.marks):
        return refuse(Refusal.MALFORMED)
    graded: list[Member] = []
    for number, trust, xp in act.marks:
        member = world.get(Member, number)
        if member is None:
            return refuse(Refusal.UNKNOWN_MEMBER)
        if not 0 <= trust <= WHOLE:
            return refuse(Refusal.TRUST_WRONG)
        graded.append(after_grade(member.on_day(world.books.day_number), trust, xp, tariff))
    return Outcome(facts=tuple(graded))
