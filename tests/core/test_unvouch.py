"""Unvouch: a word is taken back."""

from tests.core.stage import AUTHOR, CRITIC, NOBODY, READER, Stage
from tweipress.core import acts
from tweipress.core.ties import Vouch


def test_a_vouch_taken_back_no_longer_stands(real: Stage) -> None:
    real.stand(CRITIC, roles="editor")
    real.do(acts.Vouch(CRITIC, READER))
    given_ms = real.now_ms
    real.wait(60)
    outcome = real.do(acts.Unvouch(CRITIC, READER))
    assert outcome.facts == (Vouch(CRITIC, READER, given_ms, ended_ms=real.now_ms),)
    assert outcome.transfers == ()
    assert not real.world.vouches_by(CRITIC)[0].stands


def test_what_was_never_given_or_is_over_cannot_be_taken_back(real: Stage) -> None:
    assert real.refusal(acts.Unvouch(CRITIC, READER)) == "NOT_VOUCHED"
    assert real.refusal(acts.Unvouch(CRITIC, NOBODY)) == "UNKNOWN_MEMBER"
    assert real.refusal(acts.Unvouch(NOBODY, READER)) == "UNKNOWN_MEMBER"
    real.stand(CRITIC, roles="editor")
    real.do(acts.Vouch(CRITIC, READER))
    assert real.refusal(acts.Unvouch(AUTHOR, READER)) == "NOT_VOUCHED"
    assert real.refusal(acts.Unvouch(READER, CRITIC)) == "NOT_VOUCHED"
    real.do(acts.Unvouch(CRITIC, READER))
    assert real.refusal(acts.Unvouch(CRITIC, READER)) == "NOT_VOUCHED"


def test_no_level_is_needed_to_take_a_word_back(real: Stage) -> None:
    real.stand(CRITIC, roles="editor")
    real.do(acts.Vouch(CRITIC, READER))
    real.stand(CRITIC, roles="", xp_trust=0)
    real.do(acts.Unvouch(CRITIC, READER))
