"""Grade: trust and the experience that comes from it."""

from typing import Any

import pytest

from tests.core.stage import BOT, CRITIC, NEW_YEAR_MS, NOBODY, READER, Stage
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.records.night import Night


def test_all_marks_are_set_or_none(real: Stage) -> None:
    real.stand(READER, xp_trust=0)
    real.stand(CRITIC, xp_trust=50)
    real.do(Grade(((READER, 300, 20), (CRITIC, 0, -10))))
    assert (real.member(READER).trust, real.member(READER).xp_trust) == (300, 20)
    assert (real.member(CRITIC).trust, real.member(CRITIC).xp_trust) == (0, 40)
    assert real.refusal(Grade(((READER, 1, 1), (NOBODY, 1, 1)))) == "UNKNOWN_MEMBER"


@pytest.mark.parametrize(
    ("first", "second", "xp"), [(200, 1, 200), (150, 80, 200), (10**30, 0, 200)]
)
def test_trust_gives_200_experience_a_day_at_the_most(
    real: Stage, first: int, second: int, xp: int
) -> None:
    real.stand(READER, xp_trust=0)
    real.do(Grade(((READER, 1, first),)))
    real.do(Grade(((READER, 1, second),)))
    assert real.member(READER).xp_trust == xp
    real.next_day()
    real.do(Grade(((READER, 1, 5),)))
    assert real.member(READER).xp_trust == xp + 5


def test_what_distrust_takes_does_not_count_against_the_day(real: Stage) -> None:
    real.stand(READER, xp_trust=50)
    real.do(Grade(((READER, 1, -50),)))
    real.do(Grade(((READER, 1, 200),)))
    assert real.member(READER).xp_trust == 200


def test_experience_never_falls_below_nothing(real: Stage) -> None:
    real.stand(READER, xp_trust=10)
    real.do(Grade(((READER, 0, -11),)))
    assert real.member(READER).xp_trust == 0


@pytest.mark.parametrize("trust", [-1, 1001])
def test_trust_lies_between_nothing_and_the_whole(real: Stage, trust: int) -> None:
    assert real.refusal(Grade(((READER, trust, 0),))) == "TRUST_WRONG"
    real.do(Grade(((READER, 1000, 0),)))


def test_nobody_is_graded_twice_in_an_act(real: Stage) -> None:
    assert real.refusal(Grade(((READER, 1, 1), (READER, 2, 2)))) == "MALFORMED"


def test_an_act_grades_a_thousand_members_at_the_most(real: Stage) -> None:
    marks = tuple((number, 1, 0) for number in range(1, 1002))
    assert real.refusal(Grade(marks)) == "MALFORMED"
    assert real.refusal(Grade(marks[:-1])) == "UNKNOWN_MEMBER"


def test_only_an_operator_grades(real: Stage) -> None:
    assert real.refusal(Grade(((READER, 1, 1),), by=CRITIC)) == "ROLE_MISSING"


def night(*marks: tuple[int, int, int], **more: Any) -> Grade:
    """Return the grade of the night after New Year."""
    at = {"night": "2026-01-01", "until_ms": NEW_YEAR_MS + 86_400_000}
    return Grade(marks, **{**at, **more})


@pytest.fixture
def morning(real: Stage) -> Stage:
    """Return the books of a site on their second day."""
    real.next_day()
    return real


def test_a_night_is_graded_part_by_part_and_once(morning: Stage) -> None:
    morning.do(night((READER, 300, 1)))
    assert morning.refusal(night((CRITIC, 5, 1))) == "NIGHT_WRONG"
    assert morning.refusal(night((CRITIC, 5, 1), part=2)) == "NIGHT_WRONG"
    assert morning.refusal(night((CRITIC, 5, 1), part=1, until_ms=1)) == "NIGHT_WRONG"
    morning.do(night((CRITIC, 5, 1), part=1, last=True))
    assert morning.refusal(night((BOT, 5, 1), part=2)) == "ALREADY_GRADED"
    assert morning.world.get(Night, "2026-01-01") == Night(
        "2026-01-01", NEW_YEAR_MS + 86_400_000, 2, done=True
    )


@pytest.mark.parametrize("day", ["2025-12-31", "2026-01-02", "2026-01-03", "yesterday"])
def test_only_the_last_closed_day_is_begun(morning: Stage, day: str) -> None:
    assert morning.refusal(night(night=day)) == "NIGHT_WRONG"


def test_no_night_is_over_before_the_first_day_has_closed(real: Stage) -> None:
    assert real.refusal(night()) == "NIGHT_WRONG"


def test_a_night_that_was_begun_may_be_ended_days_later(morning: Stage) -> None:
    morning.do(night((READER, 300, 1)))
    morning.next_day(3)
    morning.do(night((CRITIC, 5, 1), part=1, last=True))


def test_a_night_in_which_nothing_changed_is_graded_too(morning: Stage) -> None:
    morning.do(night(last=True))
    assert morning.refusal(night(last=True)) == "ALREADY_GRADED"


def test_who_is_banned_is_given_no_trust(real: Stage) -> None:
    real.do(Ban(BOT, "spam"))
    assert real.refusal(Grade(((BOT, 1, 0),))) == "MEMBER_BANNED"
    real.do(Grade(((BOT, 0, 0),)))
