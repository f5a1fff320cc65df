"""Agree to shares: nobody pays for an article of several authors who has not said so."""

import pytest

from tests.core.stage import AUTHOR, BOT, FIRST_ARTICLE, NOBODY, READER, Stage, publish
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.calendar.set_tariff import SetTariff
from tweipress.core.ids import MemberId
from tweipress.core.records.article import Agreement, Shares
from tweipress.core.rules.sharing import AUTHORS_MAX
from tweipress.core.tariff import override

SHARES: Shares = ((AUTHOR, 6_000), (READER, 4_000))


def agreed(
    member: MemberId = READER, shares: Shares = SHARES, tribute_twei: int = 50
) -> AgreeShares:
    """Return the act of a co-author who agrees."""
    return AgreeShares(member, FIRST_ARTICLE, shares, tribute_twei)


def test_it_moves_nothing_and_is_remembered(stage: Stage) -> None:
    assert stage.moves(agreed()) == []
    known = Agreement(FIRST_ARTICLE, READER, SHARES, 50, stage.now_ms)
    assert stage.world.get(Agreement, (FIRST_ARTICLE, READER)) == known


def test_it_can_be_taken_back_until_the_article_is_published(stage: Stage) -> None:
    assert stage.refusal(AgreeShares(READER, FIRST_ARTICLE)) == "SHARES_NOT_AGREED"
    stage.do(agreed())
    stage.do(AgreeShares(READER, FIRST_ARTICLE))
    assert stage.refusal(AgreeShares(READER, FIRST_ARTICLE)) == "SHARES_NOT_AGREED"
    assert stage.refusal(publish(shares=SHARES)) == "SHARES_NOT_AGREED"
    stage.do(agreed())
    stage.publish(shares=SHARES)
    assert stage.refusal(AgreeShares(READER, FIRST_ARTICLE)) == "ALREADY_PUBLISHED"


@pytest.mark.parametrize(
    "shares",
    [
        ((READER, 10_000),),
        ((AUTHOR, 6_000), (READER, 3_999)),
        ((AUTHOR, 6_000), (READER, 4_001)),
        ((AUTHOR, 10_000), (READER, 0)),
        ((AUTHOR, 10_001), (READER, -1)),
        ((AUTHOR, 2_000), (READER, 4_000), (READER, 4_000)),
        ((READER, 5_000), (READER, 5_000)),
        ((READER, 6_000), (AUTHOR, 4_000)),
        ((AUTHOR, 6_000), (BOT, 4_000)),
        ((MemberId(0), 6_000), (READER, 4_000)),
        (
            (AUTHOR, 10_000 - AUTHORS_MAX),
            (READER, 1),
            *((MemberId(number), 1) for number in range(11, 10 + AUTHORS_MAX)),
        ),
    ],
)
def test_shares_that_are_none_are_refused(stage: Stage, shares: Shares) -> None:
    assert stage.refusal(agreed(shares=shares)) == "MALFORMED"


def test_the_first_author_agrees_by_publishing_and_strangers_have_nothing_to_agree_to(
    stage: Stage,
) -> None:
    assert stage.refusal(agreed(AUTHOR)) == "MALFORMED"
    assert stage.refusal(agreed(BOT)) == "MALFORMED"
    assert stage.refusal(agreed(MemberId(NOBODY))) == "UNKNOWN_MEMBER"
    assert stage.refusal(AgreeShares(READER, FIRST_ARTICLE, (), 50)) == "SHARES_NOT_AGREED"


def test_the_tribute_is_the_one_that_the_member_was_shown(stage: Stage) -> None:
    assert stage.refusal(agreed(tribute_twei=49)) == "TRIBUTE_CHANGED"
    stage.do(agreed())
    stage.do(SetTariff(override({"publish_twei": 60}).canonical()))
    stage.next_day()
    assert stage.refusal(publish(shares=SHARES)) == "SHARES_NOT_AGREED"
    stage.do(agreed(tribute_twei=60))
    stage.publish(shares=SHARES)
