"""Appeal: a flagged member objects once, and learns when the answer is due."""

from tests.core.acts.cases.test_flag import TODAY, flag_of
from tests.core.stage import CRITIC, DAY_S, READER, Stage
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.release import Release
from tweipress.core.ids import FlagId


def test_an_appeal_waits_for_its_answer_by_a_date(stage: Stage) -> None:
    stage.flag(READER)
    answer = stage.do(Appeal(READER, FlagId(1), "digest")).answer
    flag = flag_of(stage)
    assert (flag.appeal, flag.appealed_ms) == ("open", stage.now_ms)
    assert flag.answer_due_ms == stage.now_ms + 7 * DAY_S * 1000 == answer["answer_due_ms"]


def test_an_appeal_changes_nothing_else(stage: Stage) -> None:
    stage.flag(READER)
    before = stage.member(READER)
    assert stage.moves(Appeal(READER, FlagId(1), "digest")) == []
    assert stage.member(READER) == before


def test_a_flag_is_appealed_against_once(stage: Stage) -> None:
    stage.flag(READER)
    stage.do(Appeal(READER, FlagId(1), "digest"))
    assert stage.refusal(Appeal(READER, FlagId(1), "other")) == "ALREADY_APPEALED"
    stage.do(Decide(FlagId(1), lifts=False, reason="it stands"))
    assert stage.refusal(Appeal(READER, FlagId(1), "other")) == "ALREADY_APPEALED"


def test_what_was_upheld_unasked_can_still_be_appealed_against(stage: Stage) -> None:
    stage.flag(READER)
    stage.do(Decide(FlagId(1), lifts=False, reason="clear"))
    stage.do(Appeal(READER, FlagId(1), "digest"))


def test_anothers_flag_is_unknown_as_one_that_does_not_exist(stage: Stage) -> None:
    stage.flag(READER)
    assert stage.refusal(Appeal(CRITIC, FlagId(1), "digest")) == "UNKNOWN_FLAG"
    assert stage.refusal(Appeal(READER, FlagId(2), "digest")) == "UNKNOWN_FLAG"


def test_there_is_no_appeal_against_what_is_closed_or_without_effect(stage: Stage) -> None:
    stage.flag(READER, FlagId(1))
    stage.do(Decide(FlagId(1), lifts=True, reason="mistake"))
    assert stage.refusal(Appeal(READER, FlagId(1), "digest")) == "FLAG_CLOSED"
    stage.flag(READER, FlagId(2), shadow=True)
    assert stage.refusal(Appeal(READER, FlagId(2), "digest")) == "FLAG_WITHOUT_EFFECT"


def test_an_appeal_without_a_text_is_refused(stage: Stage) -> None:
    stage.flag(READER)
    assert stage.refusal(Appeal(READER, FlagId(1), "")) == "MALFORMED"


def test_what_is_held_after_an_appeal_can_be_appealed_against_once_more(stage: Stage) -> None:
    held_after_an_appeal(stage)
    stage.do(Appeal(READER, FlagId(1), "against the hold"))
    assert flag_of(stage).appeal == "open"
    stage.wait(15 * DAY_S)
    assert stage.refusal(ClawBack(FlagId(1))) == "APPEAL_OPEN"
    stage.do(Decide(FlagId(1), lifts=False, reason="it stands still"))
    assert stage.refusal(Appeal(READER, FlagId(1), "again")) == "ALREADY_APPEALED"


def test_a_hold_that_the_appeal_could_speak_of_is_covered_by_it(stage: Stage) -> None:
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.hold()
    stage.wait(1)
    stage.do(Appeal(READER, FlagId(1), "digest"))
    stage.do(Decide(FlagId(1), lifts=False, reason="it stands"))
    assert stage.refusal(Appeal(READER, FlagId(1), "again")) == "ALREADY_APPEALED"


def test_what_was_given_back_needs_no_second_appeal(stage: Stage) -> None:
    held_after_an_appeal(stage)
    stage.do(Release(FlagId(1), "enough"))
    assert stage.refusal(Appeal(READER, FlagId(1), "again")) == "ALREADY_APPEALED"


def held_after_an_appeal(stage: Stage) -> None:
    """Flag the reader, deny the appeal, and hold what vests after that."""
    stage.vest(READER, TODAY, 60)
    stage.flag(READER)
    stage.do(Appeal(READER, FlagId(1), "digest"))
    stage.do(Decide(FlagId(1), lifts=False, reason="it stands"))
    stage.wait(1)
    stage.hold()
