"""Plus: the reader gets the quote shown, the author a part from the same lane."""

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    CRITIC,
    DAY_S,
    EDITOR,
    MODERATOR,
    OUTSIDER,
    READER,
    SECTIONS,
    Stage,
    staged,
)
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, SessionId
from tweipress.core.records.article import Lane
from tweipress.core.records.reading import Rating, Reading
from tweipress.core.tariff import override


def test_the_reader_gets_the_quote_and_the_author_a_quarter_on_top(stage: Stage) -> None:
    stage.publish(reviewed=True)
    outcome = stage.plus()
    assert outcome.transfers == (
        ("reserved:2", "vesting:2:2026-01-01", 8),
        ("lane:1:open", "vesting:1:2026-01-01", 2),
    )
    assert stage.shown(outcome) == [
        (READER, "Earned for Pluses", 8),
        (AUTHOR, "Earned for Pluses", 2),
    ]
    assert outcome.answer == {"earned": 8}


def test_fractions_of_the_authors_part_are_not_lost(stage: Stage) -> None:
    stage.publish(reviewed=True)
    for member in (READER, CRITIC, EDITOR):
        stage.plus(member)
    lane = stage.world.get(Lane, (1, "open"))
    assert lane is not None
    assert lane.readers_twei == 22
    assert lane.author_twei == 5


def test_the_authors_part_never_exceeds_what_the_lane_holds() -> None:
    stage = staged(tariff=override({"quote_divisor": 1, "plus_author_bps": 10_000}))
    stage.publish()
    stage.wait(DAY_S)
    assert stage.read() == 19
    assert stage.moves(Plus(READER, SessionId(stage.session))) == [
        ("reserved:2", "vesting:2:2026-01-01", 19)
    ]
    assert stage.lines(AUTHOR) == {"Post Publish Tribute": 50}


def test_what_was_shown_is_paid_even_when_the_lane_has_dried_up_since() -> None:
    stage = staged(gates=False, tariff=override({"quote_divisor": 1}))
    stage.publish()
    shown_twei = stage.read(READER)
    stage.plus(CRITIC)
    stage.next_day(14)
    assert stage.balance("lane:1:open") == 0
    assert stage.do(Plus(READER, SessionId("s1"))).answer == {"earned": shown_twei}


def test_what_was_shown_is_paid_though_the_reader_has_risen_since(stage: Stage) -> None:
    stage.stand(READER, level_fixed=1)
    stage.publish(reviewed=True)
    assert stage.read() == 3
    stage.stand(READER, level_fixed=20, trusted_fixed=True)
    assert stage.do(Plus(READER, SessionId(stage.session))).answer == {"earned": 3}


def test_a_quote_of_0_is_a_rating_that_pays_nobody_and_uses_no_quota(stage: Stage) -> None:
    stage.publish()
    stage.next_day(14)
    outcome = stage.plus()
    assert not outcome.transfers
    assert not outcome.lines
    assert stage.member(READER).pluses == 0
    assert stage.refusal(Open(READER, ArticleId(1), SessionId("again"))) == "ALREADY_RATED"


def test_a_quote_of_0_pays_the_author_nothing_of_what_he_missed_before() -> None:
    stage = staged(gates=False, tariff=override({"quote_divisor": 2, "plus_author_bps": 10_000}))
    stage.publish()
    stage.wait(DAY_S)
    quotes = [stage.open(member) for member in (READER, CRITIC, BOT, MODERATOR, OUTSIDER)]
    assert quotes == [9, 5, 2, 1, 1]
    assert [move[2] for move in stage.moves(Plus(READER, SessionId("s1")))] == [9, 1]
    assert stage.open(EDITOR) == 0
    stage.do(Expire(CRITIC, SessionId("s2")))
    assert stage.balance("lane:1:open") == 5
    assert stage.moves(Plus(EDITOR, SessionId(stage.session))) == []


@pytest.mark.parametrize(("level", "quota"), [(1, 5), (2, 6), (3, 6)])
def test_pluses_a_day_are_five_and_one_for_every_two_levels(
    stage: Stage, level: int, quota: int
) -> None:
    stage.stand(READER, level_fixed=level)
    for article in range(1, quota + 2):
        stage.publish(ArticleId(article), author=(AUTHOR, CRITIC, EDITOR)[article % 3])
    for article in range(1, quota + 1):
        stage.plus(READER, ArticleId(article))
    stage.read(READER, ArticleId(quota + 1))
    assert stage.refusal(Plus(READER, SessionId(stage.session))) == "PLUS_QUOTA_SPENT"
    stage.do(Done(READER, SessionId(stage.session)))
    stage.next_day()
    stage.plus(READER, ArticleId(quota + 1))


def test_a_rating_needs_three_tenths_of_the_time_to_read(stage: Stage) -> None:
    stage.publish()
    stage.open()
    stage.wait(53.999)
    assert stage.refusal(Plus(READER, SessionId(stage.session))) == "PROOF_TOO_EARLY"
    stage.wait(0.001)
    stage.do(Plus(READER, SessionId(stage.session)))


def test_the_floor_of_a_time_that_does_not_divide_is_kept_to_the_millisecond(stage: Stage) -> None:
    stage.publish(time_to_read_s=31)
    stage.open()
    stage.wait(9.299)
    assert stage.refusal(Plus(READER, SessionId(stage.session))) == "PROOF_TOO_EARLY"
    stage.wait(0.001)
    stage.do(Plus(READER, SessionId(stage.session)))


def test_on_a_site_every_section_must_be_proven(real: Stage) -> None:
    real.publish()
    real.read()
    assert real.refusal(Plus(READER, SessionId(real.session), SECTIONS - 1)) == "PROOF_MISSING"
    real.do(Plus(READER, SessionId(real.session), SECTIONS))


@pytest.mark.parametrize(("time_to_read_s", "life_s"), [(30, 900), (225, 900), (226, 904)])
def test_a_session_can_be_rated_to_its_last_millisecond_and_not_later(
    stage: Stage, time_to_read_s: int, life_s: int
) -> None:
    stage.publish(time_to_read_s=time_to_read_s)
    stage.open()
    stage.wait(life_s + 0.001)
    assert stage.refusal(Plus(READER, SessionId(stage.session))) == "SESSION_GONE"
    stage.wait(-0.001)
    stage.do(Plus(READER, SessionId(stage.session)))


def test_with_the_gates_off_neither_time_nor_quota_is_asked_for(free: Stage) -> None:
    free.stand(READER, level_fixed=1)
    for article in range(1, 8):
        free.publish(ArticleId(article))
        free.open(READER, ArticleId(article))
        free.wait((article - 1) * 1000)
        free.do(Plus(READER, SessionId(free.session)))


def test_a_session_is_rated_once_by_its_own_number_and_its_own_reader(stage: Stage) -> None:
    stage.publish()
    stage.read()
    assert stage.refusal(Plus(READER, SessionId("forged"))) == "SESSION_GONE"
    assert stage.refusal(Plus(CRITIC, SessionId(stage.session))) == "SESSION_GONE"
    stage.do(Plus(READER, SessionId(stage.session)))
    assert stage.refusal(Plus(READER, SessionId(stage.session))) == "ALREADY_RATED"


def test_an_article_read_earns_experience_once(real: Stage) -> None:
    real.publish()
    real.done()
    assert real.member(READER).xp_reading == 10
    real.plus()
    assert real.member(READER).xp_reading == 10
    assert real.world.get(Reading, (READER, 1)) == Reading(READER, ArticleId(1), Rating.PLUS)


def test_a_reader_of_an_article_taken_back_is_still_paid_what_was_shown(stage: Stage) -> None:
    stage.publish(reviewed=True)
    shown_twei = stage.read()
    stage.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    outcome = stage.do(Plus(READER, SessionId(stage.session)))
    assert outcome.transfers == (("reserved:2", "vesting:2:2026-01-01", shown_twei),)
