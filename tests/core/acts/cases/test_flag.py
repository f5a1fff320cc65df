"""Flag: the member loses the trusted lane and cannot reach vesting Twei; nothing moves."""

import pytest

from tests.core.stage import MODERATOR, NOBODY, READER, Stage, flagged
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import ArticleId, FlagId, MemberId, ReportId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.case import Flag
from tweipress.core.records.pnl import ReportScope
from tweipress.core.rules.trust import is_trusted
from tweipress.core.state.transaction import Transaction
from tweipress.core.tariff import default

TODAY = "2026-01-01"


def flag_of(stage: Stage, number: int = 1) -> Flag:
    """Return a flag that must be there."""
    flag = stage.world.get(Flag, number)
    assert flag is not None
    return flag


def test_a_flag_keeps_who_why_by_which_rule_and_since_when(stage: Stage) -> None:
    outcome = stage.flag(
        READER, reason=FlagReason.FLAT_PACE, rule="slope", version=3, evidence="abc"
    )
    assert outcome.transfers == ()
    assert flag_of(stage) == Flag(
        FlagId(1),
        READER,
        FlagReason.FLAT_PACE,
        "slope",
        3,
        "abc",
        shadow=False,
        by=MemberId(0),
        at_ms=stage.now_ms,
    )


def test_a_flagged_member_pays_from_available_alone(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    assert Transaction(stage.world).spendable(READER) == 1060
    stage.flag(READER)
    assert Transaction(stage.world).spendable(READER) == 1000
    assert stage.moves(Publish(READER, ArticleId(1), 180, 700, 3))[0][0] == f"available:{READER}"
    assert stage.balance(f"vesting:{READER}:{TODAY}") == 60


def test_a_price_that_available_does_not_cover_is_refused_under_a_flag(stage: Stage) -> None:
    stage.give(READER, 1)
    stage.publish()
    stage.do(Publish(READER, ArticleId(2), 180, 700, 3))
    stage.vest(READER, TODAY, 5000)
    stage.flag(READER)
    transaction = Transaction(stage.world)
    transaction.move(f"available:{READER}", "pool", transaction.spendable(READER))
    stage.world.apply(transaction.outcome())
    assert (
        stage.refusal(Report(READER, ArticleId(2), ReportScope.MINE, ReportId("r")))
        == "FUNDS_SHORT"
    )


def test_what_is_earned_under_a_flag_vests_and_waits_there(stage: Stage) -> None:
    stage.publish()
    stage.flag(READER)
    earned = stage.plus(READER).answer["earned"]
    assert isinstance(earned, int)
    assert stage.balance(f"vesting:{READER}:{TODAY}") == earned
    stage.next_day(16)
    assert stage.balance(f"vesting:{READER}:{TODAY}") == earned
    stage.do(Decide(FlagId(1), lifts=True, reason="a person reads so"))
    stage.next_day()
    assert stage.balance(f"vesting:{READER}:{TODAY}") == 0
    assert stage.balance(f"available:{READER}") == 1000 + earned


def test_a_flagged_member_reads_from_the_open_lane(real: Stage) -> None:
    real.stand(READER, trust=1000, joined_ms=real.now_ms - default().trusted_age_s * 1000)
    assert is_trusted(real.member(READER), default(), real.now_ms)
    real.flag(READER)
    assert not is_trusted(real.member(READER), default(), real.now_ms)


def test_a_scenarios_standing_does_not_outweigh_a_flag(stage: Stage) -> None:
    stage.stand(READER, trusted_fixed=True)
    stage.flag(READER)
    assert not is_trusted(stage.member(READER), default(), stage.now_ms)


def test_a_flag_in_shadow_has_no_effect(stage: Stage) -> None:
    stage.stand(READER, trusted_fixed=True)
    stage.vest(READER, TODAY, 60)
    stage.flag(READER, shadow=True)
    assert is_trusted(stage.member(READER), default(), stage.now_ms)
    assert Transaction(stage.world).spendable(READER) == 1060
    assert flag_of(stage).shadow


def test_two_flags_end_with_the_second(stage: Stage) -> None:
    stage.flag(READER, FlagId(1))
    stage.flag(READER, FlagId(2), reason=FlagReason.FAST_PACE)
    stage.do(Decide(FlagId(1), lifts=True, reason="no"))
    assert stage.member(READER).is_held
    stage.do(Decide(FlagId(2), lifts=True, reason="no"))
    assert not stage.member(READER).is_held


def test_a_moderator_or_the_console_may_flag_and_nobody_else(stage: Stage) -> None:
    assert stage.refusal(flagged(READER, by=MODERATOR)) == "ROLE_MISSING"
    assert stage.refusal(flagged(READER, by=NOBODY)) == "UNKNOWN_MEMBER"
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    stage.flag(READER, by=MODERATOR, reason=FlagReason.BY_HAND, rule="by hand")
    assert flag_of(stage).by == MODERATOR


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"rule": "  "}, "FLAG_REASON_WRONG"),
        ({"version": 0}, "FLAG_REASON_WRONG"),
        ({"evidence": ""}, "MALFORMED"),
        ({"flag": 0}, "MALFORMED"),
        ({"flag": -1}, "MALFORMED"),
        ({"member": NOBODY}, "UNKNOWN_MEMBER"),
    ],
)
def test_a_flag_that_says_too_little_is_refused(
    stage: Stage, changes: dict[str, object], refusal: str
) -> None:
    fields: dict[str, object] = {"member": READER, **changes}
    assert stage.refusal(flagged(**fields)) == refusal  # type: ignore[arg-type]  # wrong on purpose


def test_a_number_is_given_once(stage: Stage) -> None:
    stage.flag(READER)
    assert stage.refusal(flagged(MODERATOR)) == "ALREADY_FLAGGED"
