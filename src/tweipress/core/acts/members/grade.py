"""Grade: trust and the XP that comes from it enter the books, computed nightly or given by hand."""

from dataclasses import dataclass

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.member import Member
from tweipress.core.records.night import Night
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.days import last_closed
from tweipress.core.rules.gates import right_gate
from tweipress.core.rules.levels import after_grade
from tweipress.core.rules.trust import WHOLE
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Grade(Act):
    """Give each (member, trust in thousandths, XP of either sign); `by` 0 is the console.

    A nightly grade names the closed day `night` and its `part`, from 0 on; `until_ms` is the moment
    up to which votes count, and the `last` part ends the night.
    """

    marks: tuple[tuple[int, int, int], ...]
    by: MemberId = CONSOLE
    night: str = ""
    part: int = 0
    until_ms: int = 0
    last: bool = False


@rule("Grade")
def judge(act: Grade, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept all marks or none, a limited number; each member at most once."""
    if refused := right_gate(world, act.by, Right.GRADE):
        return refused
    if len(act.marks) > tariff.grade_marks_max:
        return refuse(Refusal.MALFORMED)
    if len({number for number, _, _ in act.marks}) < len(act.marks):
        return refuse(Refusal.MALFORMED)
    night = _night(act, world)
    if isinstance(night, Refused):
        return night
    world.preload(Member, (number for number, _, _ in act.marks))
    graded: list[Member] = []
    for number, trust, xp in act.marks:
        member = world.get(Member, number)
        if member is None:
            return refuse(Refusal.UNKNOWN_MEMBER)
        if not 0 <= trust <= WHOLE:
            return refuse(Refusal.TRUST_WRONG)
        if member.banned and trust:
            return refuse(Refusal.MEMBER_BANNED)
        graded.append(after_grade(member.on_day(world.books.day_number), trust, xp, tariff))
    return Outcome(records=(*graded, *night))


def _night(act: Grade, world: World) -> tuple[Night, ...] | Refused:
    """Return the night with one part more; none for a grade by hand."""
    if not act.night:
        return ()
    night = world.get(Night, act.night)
    if night is None:
        closed = last_closed(world)
        if closed is None or closed.date != act.night:
            return refuse(Refusal.NIGHT_WRONG)
        night = Night(act.night, act.until_ms)
    if night.done:
        return refuse(Refusal.ALREADY_GRADED)
    if act.part != night.parts or act.until_ms != night.until_ms:
        return refuse(Refusal.NIGHT_WRONG)
    return (night._replace(parts=night.parts + 1, done=act.last),)
