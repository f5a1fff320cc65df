"""Vouch: three members at a time, for whom somebody answers."""

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
from tweipress.core import acts
from tweipress.core.ties import Vouch


@pytest.fixture
def senior() -> Stage:
    """Return the books of a site whose members are at LVL 30."""
    return staged(scenario=False, level=30)


def test_a_vouch_is_kept_and_moves_nothing(senior: Stage) -> None:
    outcome = senior.do(acts.Vouch(CRITIC, READER))
    assert outcome.facts == (Vouch(CRITIC, READER, senior.now_ms),)
    assert (outcome.transfers, outcome.lines) == ((), ())
    assert senior.world.vouches_by(CRITIC) == senior.world.vouches_for(READER)


def test_a_level_or_a_role_is_needed(senior: Stage) -> None:
    senior.stand(CRITIC, xp_trust=8409)
    assert senior.refusal(acts.Vouch(CRITIC, READER)) == "LEVEL_TOO_LOW"
    senior.stand(CRITIC, roles="editor")
    senior.do(acts.Vouch(CRITIC, READER))


def test_nobody_vouches_twice_or_for_themselves_or_for_nobody(senior: Stage) -> None:
    assert senior.refusal(acts.Vouch(CRITIC, CRITIC)) == "NOT_YOURSELF"
    assert senior.refusal(acts.Vouch(CRITIC, NOBODY)) == "UNKNOWN_MEMBER"
    assert senior.refusal(acts.Vouch(NOBODY, CRITIC)) == "UNKNOWN_MEMBER"
    senior.do(acts.Vouch(CRITIC, READER))
    assert senior.refusal(acts.Vouch(CRITIC, READER)) == "ALREADY_VOUCHED"


def test_nobody_vouches_for_who_is_banned(senior: Stage) -> None:
    senior.do(acts.Ban(BOT, "spam"))
    assert senior.refusal(acts.Vouch(CRITIC, BOT)) == "MEMBER_BANNED"


def test_three_places_are_all_there_are(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(acts.Vouch(CRITIC, other))
    assert senior.refusal(acts.Vouch(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
    senior.do(acts.Vouch(EDITOR, OUTSIDER))


def test_a_vouch_taken_back_keeps_its_place_for_thirty_days(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(acts.Vouch(CRITIC, other))
    senior.do(acts.Unvouch(CRITIC, READER))
    senior.wait(30 * DAY_S - 0.001)
    assert senior.refusal(acts.Vouch(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
    senior.wait(0.001)
    senior.do(acts.Vouch(CRITIC, OUTSIDER))
    assert senior.refusal(acts.Vouch(CRITIC, READER)) == "VOUCHES_SPENT"


def test_a_vouch_taken_back_can_be_given_again_in_its_own_place(senior: Stage) -> None:
    for other in (READER, AUTHOR, COMMENTER):
        senior.do(acts.Vouch(CRITIC, other))
    senior.do(acts.Unvouch(CRITIC, READER))
    senior.do(acts.Vouch(CRITIC, READER))
    assert senior.refusal(acts.Vouch(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"


def test_a_lost_vouch_keeps_its_place(senior: Stage) -> None:
    for other in (READER, AUTHOR, BOT):
        senior.do(acts.Vouch(CRITIC, other))
    senior.do(acts.Ban(BOT, "spam"))
    senior.stand(CRITIC, xp_trust=10_000)
    senior.wait(300 * DAY_S)
    assert senior.refusal(acts.Vouch(CRITIC, OUTSIDER)) == "VOUCHES_SPENT"
