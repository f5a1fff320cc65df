"""Invite: a member brings in a newcomer."""

import pytest

from tests.core.stage import AUTHOR, CRITIC, DAY_S, NOBODY, OUTSIDER, READER, Stage
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.ids import MemberId
from tweipress.core.records.invitation import Invitation
from tweipress.core.roles import Role

NEWCOMER = MemberId(50)


def newcomer(stage: Stage, number: int = NEWCOMER) -> int:
    """Let somebody join."""
    stage.do(Join(MemberId(number)))
    return number


def test_an_invitation_is_kept_and_moves_nothing(real: Stage) -> None:
    outcome = real.do(Invite(AUTHOR, MemberId(newcomer(real))))
    assert outcome.records == (Invitation(NEWCOMER, AUTHOR, real.now_ms),)
    assert (outcome.transfers, outcome.lines) == ((), ())
    assert [invitation.member for invitation in real.world.invitations_by(AUTHOR)] == [NEWCOMER]


def test_a_level_or_a_role_is_needed(real: Stage) -> None:
    newcomer(real)
    real.stand(READER, xp_trust=0, xp_reading=809)
    assert real.refusal(Invite(READER, NEWCOMER)) == "LEVEL_TOO_LOW"
    real.stand(READER, xp_reading=810)
    assert real.judged(Invite(READER, NEWCOMER))
    real.stand(READER, xp_reading=0, roles=frozenset({Role.OPERATOR}))
    real.do(Invite(READER, NEWCOMER))


def test_nobody_is_invited_twice_or_by_themselves_or_by_nobody(real: Stage) -> None:
    newcomer(real)
    assert real.refusal(Invite(MemberId(NOBODY), NEWCOMER)) == "UNKNOWN_MEMBER"
    assert real.refusal(Invite(AUTHOR, MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    assert real.refusal(Invite(NEWCOMER, NEWCOMER)) == "NOT_YOURSELF"
    real.do(Invite(AUTHOR, NEWCOMER))
    assert real.refusal(Invite(AUTHOR, NEWCOMER)) == "ALREADY_INVITED"
    assert real.refusal(Invite(CRITIC, NEWCOMER)) == "ALREADY_INVITED"


def test_an_invitation_is_for_a_newcomer(real: Stage) -> None:
    newcomer(real)
    real.wait(DAY_S)
    assert real.judged(Invite(AUTHOR, NEWCOMER))
    real.wait(0.001)
    assert real.refusal(Invite(AUTHOR, NEWCOMER)) == "NOT_NEW"
    assert real.refusal(Invite(AUTHOR, OUTSIDER)) == "NOT_NEW"


def test_a_banned_newcomer_is_not_brought_in(real: Stage) -> None:
    real.do(Ban(MemberId(newcomer(real)), "spam"))
    assert real.refusal(Invite(AUTHOR, NEWCOMER)) == "MEMBER_BANNED"


def test_two_a_month_are_brought_in(real: Stage) -> None:
    for number in (51, 52):
        real.do(Invite(AUTHOR, MemberId(newcomer(real, number))))
        real.wait(DAY_S)
    newcomer(real, 53)
    assert real.refusal(Invite(AUTHOR, MemberId(53))) == "INVITES_SPENT"
    real.do(Invite(CRITIC, MemberId(53)))
    real.wait(28 * DAY_S - 0.001)
    newcomer(real, 54)
    assert real.refusal(Invite(AUTHOR, MemberId(54))) == "INVITES_SPENT"
    real.wait(0.001)
    real.do(Invite(AUTHOR, MemberId(54)))
    assert real.refusal(Invite(AUTHOR, MemberId(newcomer(real, 55)))) == "INVITES_SPENT"


@pytest.mark.parametrize("number", [0, -1, 2**62])
def test_a_number_that_is_nobodys_is_refused(real: Stage, number: int) -> None:
    assert real.refusal(Invite(MemberId(number), READER)) == "UNKNOWN_MEMBER"
    assert real.refusal(Invite(AUTHOR, MemberId(number))) == "UNKNOWN_MEMBER"
