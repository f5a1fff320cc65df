"""Grade: trust and the experience that comes from it."""

import pytest

from tests.core.stage import CRITIC, NOBODY, READER, Stage
from tweipress.core import acts


def test_all_marks_are_set_or_none(real: Stage) -> None:
    real.stand(READER, xp_trust=0)
    real.stand(CRITIC, xp_trust=50)
    real.do(acts.Grade(((READER, 300, 20), (CRITIC, 0, -10))))
    assert (real.member(READER).trust, real.member(READER).xp_trust) == (300, 20)
    assert (real.member(CRITIC).trust, real.member(CRITIC).xp_trust) == (0, 40)
    assert real.refusal(acts.Grade(((READER, 1, 1), (NOBODY, 1, 1)))) == "UNKNOWN_MEMBER"


@pytest.mark.parametrize(
    ("first", "second", "xp"), [(200, 1, 200), (150, 80, 200), (10**30, 0, 200)]
)
def test_trust_gives_200_experience_a_day_at_the_most(
    real: Stage, first: int, second: int, xp: int
) -> None:
    real.stand(READER, xp_trust=0)
    real.do(acts.Grade(((READER, 1, first),)))
    real.do(acts.Grade(((READER, 1, second),)))
    assert real.member(READER).xp_trust == xp
    real.next_day()
    real.do(acts.Grade(((READER, 1, 5),)))
    assert real.member(READER).xp_trust == xp + 5


def test_what_distrust_takes_does_not_count_against_the_day(real: Stage) -> None:
    real.stand(READER, xp_trust=50)
    real.do(acts.Grade(((READER, 1, -50),)))
    real.do(acts.Grade(((READER, 1, 200),)))
    assert real.member(READER).xp_trust == 200


def test_experience_never_falls_below_nothing(real: Stage) -> None:
    real.stand(READER, xp_trust=10)
    real.do(acts.Grade(((READER, 0, -11),)))
    assert real.member(READER).xp_trust == 0


@pytest.mark.parametrize("trust", [-1, 1001])
def test_trust_lies_between_nothing_and_the_whole(real: Stage, trust: int) -> None:
    assert real.refusal(acts.Grade(((READER, trust, 0),))) == "TRUST_WRONG"
    real.do(acts.Grade(((READER, 1000, 0),)))


def test_nobody_is_graded_twice_in_an_act(real: Stage) -> None:
    assert real.refusal(acts.Grade(((READER, 1, 1), (READER, 2, 2)))) == "MALFORMED"


def test_an_act_grades_a_thousand_members_at_the_most(real: Stage) -> None:
    marks = tuple((number, 1, 0) for number in range(1, 1002))
    assert real.refusal(acts.Grade(marks)) == "MALFORMED"
    assert real.refusal(acts.Grade(marks[:-1])) == "UNKNOWN_MEMBER"


def test_only_an_operator_grades(real: Stage) -> None:
    assert real.refusal(acts.Grade(((READER, 1, 1),), by=CRITIC)) == "ROLE_MISSING"
