"""Done reading: read, not rated."""

from tests.core.stage import COMMENTER, READER, SECTIONS, Stage
from tweipress.core.acts.reading.done import Done
from tweipress.core.ids import ArticleId, SessionId
from tweipress.core.records.reading import Reading


def test_the_quote_goes_back_and_the_article_counts_as_read(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.done()
    assert outcome.transfers == (("reserved:2", "lane:1:open", 8),)
    assert outcome.lines == ()
    assert stage.world.get(Reading, (READER, 1)) == Reading(READER, ArticleId(1))


def test_who_is_done_may_comment(stage: Stage) -> None:
    stage.publish()
    stage.done(COMMENTER)
    stage.comment()


def test_being_done_needs_the_same_proof_as_a_plus(real: Stage) -> None:
    real.publish()
    real.open()
    assert real.refusal(Done(READER, SessionId(real.session), SECTIONS)) == "PROOF_TOO_EARLY"
    real.wait(54)
    assert real.refusal(Done(READER, SessionId(real.session))) == "PROOF_MISSING"
    real.do(Done(READER, SessionId(real.session), SECTIONS))
    assert real.refusal(Done(READER, SessionId(real.session), SECTIONS)) == "SESSION_GONE"


def test_being_done_twice_is_one_article_read(real: Stage) -> None:
    real.publish()
    real.done()
    real.done()
    assert real.member(READER).xp_reading == 10
    assert real.member(READER).opens == 2
