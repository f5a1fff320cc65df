"""Vouch: a member vouches for at most three others at a time."""

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    DAY_S,
    EDITOR,
    NOBODY,
    OUTSIDER,
    READER,
    Stage,
    staged,
)
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch as VouchAct
from tweipress.core.ids import MemberId
from tweipress.core.records.vouch import Vouch
from tweipress.core.roles import Role


@pytest.fixture
def senior() -> Stage:
    """Return the books of a site whose members are at LVL 30."""
    return staged(scenario=False, level=30)


def test_a_vouch_is_kept_and_moves_nothing(senior: Stage) -> None:
    outcome = senior.do(VouchAct(CRITIC, READER))
    assert outcome.records == (Vouch(CRITIC, READER, senior.now_ms),)
    assert (outcome.transfers, outcome.lines) == ((), ())
    assert senior.world.vouches_by(CRITIC) == senior.world.vouches_for(READER)


def test_a_level_or_a_role_is_needed(senior: Stage) -> None:
    senior.stand(CRITIC, xp_trust=8409)
    assert senior.refusal(VouchAct(CRITIC, READER)) == "LEVEL_TOO_LOW"
    senior.stand(CRITIC, roles=frozenset({Role.EDITOR}))
    senior.do(VouchAct(CRITIC, READER))


def test_nobody_vouches_twice_or_for_themselves_or_for_nobody(senior: Stage) -> None:
    assert senior.refusal(VouchAct(CRITIC, CRITIC)) == "NOT_YOURSELF"
    assert senior.refusal(VouchAct(CRITIC, MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    assert senior.refusal(VouchAct(MemberId(NOBODY), CRITIC)) == "UNKNOWN_MEMBER"
    senior.do(VouchAct(CRITIC, READER))
    assert senior.refusal(VouchAct(CRITIC, READER)) == "ALREADY_VOUCHED"


def test_nobody_vouches_for_who_is_banned(senior: Stage) -> None:
    senior.do(Ban(BOT, "spam"))
    assert senior.refusal(VouchAct(CRITIC, BOT)) == "MEMBER_BANNED"


def test_three_places_are_all_there_are(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(VouchAct(CRITIC, other))
    assert senior.refusal(VouchAct(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
    senior.do(VouchAct(EDITOR, OUTSIDER))


def test_a_vouch_taken_back_keeps_its_place_for_thirty_days(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(VouchAct(CRITIC, other))
    senior.do(Unvouch(CRITIC, READER))
    senior.wait(30 * DAY_S - 0.001)
    assert senior.refusal(VouchAct(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
    senior.wait(0.001)
    senior.do(VouchAct(CRITIC, OUTSIDER))
    assert senior.refusal(VouchAct(CRITIC, READER)) == "VOUCHES_SPENT"


def test_a_vouch_taken_back_can_be_given_again_in_its_own_place(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(VouchAct(CRITIC, other))
    senior.do(Unvouch(CRITIC, READER))
    senior.do(VouchAct(CRITIC, READER))
    assert senior.refusal(VouchAct(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"


def test_a_lost_vouch_keeps_its_place(senior: Stage) -> None:
    for other in (READER, AUTHOR, BOT):
        senior.do(VouchAct(CRITIC, other))
    senior.do(Ban(BOT, "spam"))
    senior.stand(CRITIC, xp_trust=10_000)
    senior.wait(300 * DAY_S)
    assert senior.refusal(VouchAct(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
