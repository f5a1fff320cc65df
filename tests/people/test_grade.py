"""Trust and XP by hand, until they are computed every night."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tweipress.bank import queries
from tweipress.core.ids import MemberId
from tweipress.people.models import Member


def grade(*words: str) -> str:
    out = StringIO()
    call_command("grade", *words, stdout=out)
    return out.getvalue()


def test_a_member_is_given_trust_and_experience(reader: Member) -> None:
    assert grade("Reader", "900", "160") == "reader: trust 900, level 5, 160 XP.\n"
    assert grade("reader", "500", "-10") == "reader: trust 500, level 4, 150 XP.\n"


def test_a_day_has_its_limit_and_experience_its_bottom(reader: Member) -> None:
    most = queries.tariff().xp_trust_day_max
    assert f"{most} XP" in grade("reader", "0", str(most + 1))
    assert " 0 XP" in grade("reader", "0", "-100000")


@pytest.mark.parametrize(
    ("trust", "xp", "why"),
    [
        ("1001", "0", "TRUST_WRONG"),
        ("-1", "0", "TRUST_WRONG"),
        ("9" * 40, "0", "MALFORMED"),
        ("1", "9" * 40, "MALFORMED"),
        ("1.5", "0", "invalid whole_number"),
        ("much", "0", "invalid whole_number"),
        ("1", "", "invalid whole_number"),
    ],
)
def test_a_grade_out_of_bounds_is_refused_in_one_line(
    reader: Member, trust: str, xp: str, why: str
) -> None:
    with pytest.raises(CommandError, match=why) as refused:
        grade("reader", trust, xp)
    assert "\n" not in str(refused.value)
    standing = queries.standing(MemberId(reader.pk))
    assert standing is None or (standing.trust, standing.xp) == (0, 0)


def test_nobody_is_graded_who_does_not_exist(books: object) -> None:
    with pytest.raises(CommandError, match="no member called nobody"):
        grade("nobody", "1", "1")
