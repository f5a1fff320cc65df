"""Expire: the quote of a session whose time is over goes back."""

from tests.core.stage import READER, Stage
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.ids import SessionId


def test_the_timer_gives_the_quote_back_and_nothing_counts_as_read(real: Stage) -> None:
    real.publish()
    real.open()
    real.wait(900.001)
    assert real.moves(Expire(READER, SessionId(real.session))) == [("reserved:2", "lane:1:open", 1)]
    assert real.member(READER).xp_reading == 0
    assert real.refusal(Expire(READER, SessionId(real.session))) == "SESSION_GONE"


def test_a_session_at_its_limit_is_still_alive(real: Stage) -> None:
    real.publish()
    real.open()
    real.wait(900)
    assert real.refusal(Expire(READER, SessionId(real.session))) == "SESSION_ALIVE"


def test_a_scenario_plays_the_timer_when_it_likes(stage: Stage) -> None:
    stage.publish()
    stage.open()
    stage.do(Expire(READER, SessionId(stage.session)))


def test_there_must_be_a_session_of_that_number(real: Stage) -> None:
    real.publish()
    assert real.refusal(Expire(READER, SessionId("s"))) == "SESSION_GONE"
    real.open()
    real.wait(1000)
    assert real.refusal(Expire(READER, SessionId("other"))) == "SESSION_GONE"
