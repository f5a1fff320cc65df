"""Publish: the tribute, the subsidy and the two lanes."""

from typing import Any

import pytest

from tests.core.stage import (
    AUTHOR,
    CRITIC,
    EDITOR,
    FIRST_ARTICLE,
    NOBODY,
    READER,
    Stage,
    publish,
    staged,
)
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.tariff import override


def test_a_reviewed_article_gets_30_of_the_tribute_and_a_tenth_of_the_day(stage: Stage) -> None:
    outcome = stage.publish(reviewed=True)
    assert [tuple(move) for move in outcome.transfers] == [
        ("available:1", "lane:1:open", 30),
        ("day:read", "lane:1:open", 622),
        ("day:read", "lane:1:trusted", 978),
        ("available:1", "pool", 20),
        ("available:1", "review:1", 200),
    ]
    assert stage.shown(outcome) == [(AUTHOR, "Post Publish Tribute", 50)]
    assert outcome.answer == {"opportunity_twei": 1630}


def test_an_unreviewed_article_gets_less_of_the_day_than_the_pool_gets_of_it(stage: Stage) -> None:
    assert stage.moves(publish()) == [
        ("available:1", "lane:1:open", 19),
        ("available:1", "lane:1:trusted", 11),
        ("day:read", "lane:1:trusted", 18),
        ("available:1", "pool", 20),
    ]


def test_no_review_bond_is_asked_for_with_the_gates_off(free: Stage) -> None:
    free.publish(reviewed=True)
    assert free.balance("review:1") == 0
    assert free.balance("available:1") == 950


@pytest.mark.parametrize(
    ("time_to_read_s", "subsidy_twei"),
    [(1, 80), (30, 80), (90, 80), (117, 104), (180, 160), (360, 320), (361, 320), (3600, 320)],
)
def test_the_subsidy_grows_with_length_between_a_half_and_the_double(
    time_to_read_s: int, subsidy_twei: int
) -> None:
    stage = staged(pool_twei=100_000)
    outcome = stage.publish(reviewed=True, time_to_read_s=time_to_read_s)
    assert outcome.answer == {"opportunity_twei": 30 + subsidy_twei}


def test_each_article_gets_its_share_of_what_the_day_has_left() -> None:
    stage = staged(pool_twei=100_000)
    stage.publish(ArticleId(1), reviewed=True)
    assert stage.publish(ArticleId(2), reviewed=True).answer == {"opportunity_twei": 30 + 144}


def test_a_day_that_has_nothing_left_gives_no_subsidy() -> None:
    stage = staged(pool_twei=100)
    assert stage.balance("day:read") == 1
    assert stage.publish(reviewed=True).answer == {"opportunity_twei": 30}
    assert stage.balance("lane:1:open") == 12
    assert stage.balance("lane:1:trusted") == 18


def test_a_subsidy_is_never_more_than_the_day_has() -> None:
    stage = staged(pool_twei=5000, tariff=override({"articles_per_day": 1}))
    assert stage.balance("day:read") == 80
    outcome = stage.publish(reviewed=True, time_to_read_s=360)
    assert outcome.answer == {"opportunity_twei": 110}
    assert stage.balance("day:read") == 0


def test_publishing_is_open_from_level_10(stage: Stage) -> None:
    stage.stand(AUTHOR, level_fixed=9)
    assert stage.refusal(publish()) == "LEVEL_TOO_LOW"
    stage.stand(AUTHOR, level_fixed=10)
    stage.publish()


def test_a_role_lifts_the_level_gate_and_not_the_price(real: Stage) -> None:
    real.stand(AUTHOR, xp_trust=0)
    assert real.refusal(publish()) == "LEVEL_TOO_LOW"
    real.do(Role(AUTHOR, roles.Role.CONTRIBUTOR))
    real.publish()
    assert real.balance("available:1") == 950


@pytest.mark.parametrize(("level", "quota"), [(10, 1), (19, 1), (20, 3)])
def test_a_day_has_room_for_one_article_and_from_level_20_for_three(
    stage: Stage, level: int, quota: int
) -> None:
    stage.stand(AUTHOR, level_fixed=level)
    for article in range(1, quota + 1):
        stage.publish(ArticleId(article))
    assert stage.refusal(publish(ArticleId(quota + 1))) == "PUBLISHES_SPENT"
    stage.next_day()
    stage.publish(ArticleId(quota + 1))


def test_an_article_has_100_words_or_more(real: Stage) -> None:
    assert real.refusal(publish(words=99)) == "TOO_SHORT"
    real.publish(words=100)


def test_the_tribute_must_be_there_to_the_last_twei() -> None:
    stage = staged(member_twei=0)
    stage.give(AUTHOR, 49)
    assert stage.refusal(publish()) == "FUNDS_SHORT"
    stage.give(AUTHOR, 1)
    stage.publish()
    assert stage.balance("available:1") == 0


def test_the_review_bond_must_be_available_after_the_tribute() -> None:
    stage = staged(member_twei=249)
    assert stage.refusal(publish(reviewed=True)) == "AVAILABLE_SHORT"
    stage.give(AUTHOR, 1)
    stage.publish(reviewed=True)
    assert stage.balance("available:1") == 0


def test_what_vests_pays_the_tribute_first_and_leaves_the_bond_available() -> None:
    stage = staged(member_twei=200)
    stage.vest(AUTHOR, "2026-01-01", 49)
    assert stage.refusal(publish(reviewed=True)) == "AVAILABLE_SHORT"
    stage.vest(AUTHOR, "2026-01-01", 1)
    stage.publish(reviewed=True)
    assert stage.balance("review:1") == 200


def test_what_was_earned_last_is_spent_first(stage: Stage) -> None:
    stage.vest(AUTHOR, "2026-01-01", 25)
    stage.next_day()
    stage.vest(AUTHOR, "2026-01-02", 10)
    stage.publish()
    assert stage.balance("vesting:1:2026-01-02") == 0
    assert stage.balance("vesting:1:2026-01-01") == 0
    assert stage.balance("available:1") == 985


def test_a_number_is_published_once(stage: Stage) -> None:
    stage.publish()
    assert stage.refusal(publish()) == "ALREADY_PUBLISHED"
    assert stage.refusal(publish(author=EDITOR)) == "ALREADY_PUBLISHED"


@pytest.mark.parametrize("wrong", ["time_to_read_s", "sections"])
def test_an_article_without_length_is_malformed(stage: Stage, wrong: str) -> None:
    changes: dict[str, Any] = {wrong: 0}
    assert stage.refusal(publish(**changes)) == "MALFORMED"


def test_a_number_of_nothing_and_words_below_nothing_are_malformed(stage: Stage) -> None:
    assert stage.refusal(publish(ArticleId(0))) == "MALFORMED"
    assert stage.refusal(publish(words=-1)) == "MALFORMED"


def test_strangers_do_not_publish_and_nobody_does_at_night(stage: Stage) -> None:
    assert stage.refusal(publish(author=MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    stage.close_day()
    assert stage.refusal(publish()) == "DAY_CLOSED"


def test_on_a_site_nobody_publishes_as_reviewed_what_nobody_else_has_approved(real: Stage) -> None:
    assert real.refusal(publish(author=EDITOR, reviewed=True)) == "REVIEW_MISSING"
    real.do(Role(EDITOR, roles.Role.EDITOR))
    assert real.refusal(publish(author=EDITOR, reviewed=True)) == "REVIEW_MISSING"
    real.ask(author=EDITOR)
    assert real.refusal(DecideReview(FIRST_ARTICLE, True, "mine", EDITOR)) == "OWN_CASE"
    real.do(Role(CRITIC, roles.Role.EDITOR))
    real.do(DecideReview(FIRST_ARTICLE, True, "sound", CRITIC))
    outcome = real.publish(author=EDITOR, reviewed=True)
    assert outcome.answer == {"opportunity_twei": 1630}
    assert real.balance("review:1") == 200


def test_an_imported_article_lifts_the_gates_and_gets_no_subsidy(real: Stage) -> None:
    real.stand(AUTHOR, xp_trust=0)
    assert real.refusal(publish(importer=READER)) == "ROLE_MISSING"
    real.do(Role(READER, roles.Role.OPERATOR))
    for article in range(1, 5):
        outcome = real.publish(ArticleId(article), importer=READER)
        assert outcome.answer == {"opportunity_twei": 30}
    assert real.balance("available:1") == 800
    assert real.member(AUTHOR).publishes == 0


def test_a_reviewed_import_comes_with_its_bond_and_without_a_subsidy(real: Stage) -> None:
    real.do(Role(READER, roles.Role.OPERATOR))
    outcome = real.publish(importer=READER, reviewed=True)
    assert outcome.answer == {"opportunity_twei": 30}
    assert real.balance("review:1") == 200


@pytest.mark.parametrize(
    ("pool_twei", "subsidy_twei"),
    [(10_000, 16), (1_000_000, 1_600), (10_000_000, 16_000)],
)
def test_a_reviewed_articles_subsidy_grows_with_what_the_day_gave_to_reading(
    pool_twei: int, subsidy_twei: int
) -> None:
    stage = staged(pool_twei=pool_twei)
    assert stage.publish(reviewed=True).answer == {"opportunity_twei": 30 + subsidy_twei}


def test_the_cap_is_a_tenth_of_the_opening_or_540_whichever_is_more() -> None:
    for bps, cap_twei in ((1000, 1600), (337, 540), (338, 540), (339, 542)):
        tariff = override({"articles_per_day": 1, "subsidy_reviewed_max_bps": bps})
        outcome = staged(tariff=tariff).publish(reviewed=True)
        assert outcome.inputs["subsidy_twei"] == cap_twei


def test_the_cap_is_of_the_opening_and_not_of_what_the_day_has_left() -> None:
    stage = staged(tariff=override({"articles_per_day": 1}))
    for article in range(1, 4):
        outcome = stage.publish(ArticleId(article), author=MemberId(article), reviewed=True)
        assert outcome.inputs["subsidy_twei"] == 1600
