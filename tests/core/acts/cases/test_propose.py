"""The second person: what is done to an operator or an editor takes two."""

import pytest

from tests.core.stage import BOT, CRITIC, EDITOR, MODERATOR, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.propose import Propose
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import CONSOLE, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.proposal import Power, Proposal

NEEDED = "SECOND_PERSON_NEEDED"


@pytest.fixture
def desk(stage: Stage) -> Stage:
    """An editor, two moderators, and an operator."""
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.do(Role(MODERATOR, roles.Role.MODERATOR))
    stage.do(Role(CRITIC, roles.Role.MODERATOR))
    stage.do(Role(READER, roles.Role.OPERATOR))
    return stage


def flag(by: MemberId, member: MemberId = EDITOR, number: int = 1) -> Flag:
    """Return the act of flagging by hand."""
    return Flag(FlagId(number), member, FlagReason.BY_HAND, "by hand", 1, "digest", by=by)


def propose(by: MemberId, power: Power = Power.FLAG, member: MemberId = EDITOR) -> Propose:
    """Return the act of proposing."""
    return Propose(member, power, "sells approvals", by)


def test_nobody_flags_an_editor_or_an_operator_alone(desk: Stage) -> None:
    for member in (EDITOR, READER):
        assert desk.refusal(flag(MODERATOR, member)) == NEEDED
    desk.do(flag(MODERATOR, BOT))


def test_another_person_carries_out_what_one_has_proposed_once(desk: Stage) -> None:
    desk.do(propose(MODERATOR))
    assert desk.refusal(flag(MODERATOR)) == NEEDED
    desk.do(flag(CRITIC))
    assert desk.member(EDITOR).flags == 1
    proposal = desk.world.get(Proposal, (EDITOR, Power.FLAG))
    assert proposal is not None
    assert proposal.done
    assert desk.refusal(flag(CRITIC, number=2)) == NEEDED


def test_a_proposal_is_of_one_power_over_one_member(desk: Stage) -> None:
    desk.do(propose(MODERATOR))
    assert desk.refusal(flag(CRITIC, READER)) == NEEDED
    desk.do(flag(CRITIC))
    desk.vest(EDITOR, "2026-01-01", 7)
    assert desk.refusal(Hold(FlagId(1), "why", MODERATOR)) == NEEDED
    desk.do(propose(CRITIC, Power.HOLD))
    desk.do(Hold(FlagId(1), "why", MODERATOR))
    assert desk.balance(f"held:{EDITOR}") == 7


def test_a_role_with_power_is_taken_by_two(desk: Stage) -> None:
    desk.do(Role(BOT, roles.Role.OPERATOR))
    dismiss = Role(EDITOR, roles.Role.EDITOR, granted=False, by=READER)
    assert desk.refusal(dismiss) == NEEDED
    desk.do(propose(BOT, Power.ROLE))
    desk.do(dismiss)
    assert desk.member(EDITOR).roles == set()
    desk.do(Role(MODERATOR, roles.Role.MODERATOR, granted=False, by=READER))


def test_a_proposal_lapses_after_a_week(desk: Stage) -> None:
    desk.do(propose(MODERATOR))
    assert desk.refusal(propose(CRITIC)) == "ALREADY_PROPOSED"
    desk.wait(desk.tariff.proposal_lapses_s)
    assert desk.refusal(propose(CRITIC)) == "ALREADY_PROPOSED"
    desk.wait(0.001)
    assert desk.refusal(flag(CRITIC)) == NEEDED
    desk.do(propose(CRITIC))
    desk.do(flag(MODERATOR))


def test_who_has_lost_the_right_or_is_flagged_has_proposed_nothing(desk: Stage) -> None:
    desk.do(propose(MODERATOR))
    desk.do(flag(CONSOLE, MODERATOR, number=9))
    assert desk.refusal(flag(CRITIC)) == NEEDED


def test_nobody_proposes_about_themselves_without_the_right_or_for_nothing(desk: Stage) -> None:
    desk.do(Role(EDITOR, roles.Role.MODERATOR))
    desk.do(propose(MODERATOR))
    assert desk.refusal(flag(EDITOR)) == "OWN_CASE"
    assert desk.refusal(propose(EDITOR)) == "OWN_CASE"
    assert desk.refusal(propose(BOT)) == "ROLE_MISSING"
    assert desk.refusal(propose(MODERATOR, member=BOT)) == "ONE_PERSON_ENOUGH"
    assert desk.refusal(propose(MODERATOR, member=MemberId(4711))) == "UNKNOWN_MEMBER"
    assert desk.refusal(Propose(READER, Power.FLAG, " ", MODERATOR)) == "REASON_MISSING"


def test_the_person_at_the_server_needs_nobody(desk: Stage) -> None:
    assert desk.refusal(propose(CONSOLE)) == "ONE_PERSON_ENOUGH"
    desk.do(flag(CONSOLE))
    desk.do(Role(EDITOR, roles.Role.EDITOR, granted=False))
