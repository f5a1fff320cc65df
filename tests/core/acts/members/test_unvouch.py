"""Unvouch: a word is taken back."""

from tests.core.stage import AUTHOR, CRITIC, NOBODY, READER, Stage
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch as VouchAct
from tweipress.core.ids import MemberId
from tweipress.core.records.vouch import Vouch
from tweipress.core.roles import Role


def test_a_vouch_taken_back_no_longer_stands(real: Stage) -> None:
    real.stand(CRITIC, roles=frozenset({Role.EDITOR}))
    real.do(VouchAct(CRITIC, READER))
    given_ms = real.now_ms
    real.wait(60)
    outcome = real.do(Unvouch(CRITIC, READER))
    assert outcome.records == (Vouch(CRITIC, READER, given_ms, ended_ms=real.now_ms),)
    assert outcome.transfers == ()
    assert not real.world.vouches_by(CRITIC)[0].stands


def test_what_was_never_given_or_is_over_cannot_be_taken_back(real: Stage) -> None:
    assert real.refusal(Unvouch(CRITIC, READER)) == "NOT_VOUCHED"
    assert real.refusal(Unvouch(CRITIC, MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    assert real.refusal(Unvouch(MemberId(NOBODY), READER)) == "UNKNOWN_MEMBER"
    real.stand(CRITIC, roles=frozenset({Role.EDITOR}))
    real.do(VouchAct(CRITIC, READER))
    assert real.refusal(Unvouch(AUTHOR, READER)) == "NOT_VOUCHED"
    assert real.refusal(Unvouch(READER, CRITIC)) == "NOT_VOUCHED"
    real.do(Unvouch(CRITIC, READER))
    assert real.refusal(Unvouch(CRITIC, READER)) == "NOT_VOUCHED"


def test_no_level_is_needed_to_take_a_word_back(real: Stage) -> None:
    real.stand(CRITIC, roles=frozenset({Role.EDITOR}))
    real.do(VouchAct(CRITIC, READER))
    real.stand(CRITIC, roles=frozenset(), xp_trust=0)
    real.do(Unvouch(CRITIC, READER))
