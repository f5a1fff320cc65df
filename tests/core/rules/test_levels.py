"""Levels, multipliers, quotas and experience."""

from typing import Any

import pytest

from tests.core.stage import AUTHOR, CRITIC, EDITOR, READER, SECTIONS, Stage
from tweipress.core.acts.reading.done import Done
from tweipress.core.ids import ArticleId, SessionId
from tweipress.core.records.member import Member
from tweipress.core.rules import levels
from tweipress.core.tariff import default

TARIFF = default()


@pytest.mark.parametrize(
    ("xp", "level"),
    [(0, 1), (9, 1), (10, 2), (39, 2), (40, 3), (159, 4), (160, 5), (3609, 19), (3610, 20)],
)
def test_a_level_is_one_and_the_whole_root_of_a_tenth_of_experience(xp: int, level: int) -> None:
    assert levels.level_at(xp, TARIFF) == level


@pytest.mark.parametrize("level", [1, 2, 5, 13, 20, 30])
def test_the_experience_for_a_level_is_the_least_that_reaches_it(level: int) -> None:
    xp = levels.xp_for(level, TARIFF)
    assert levels.level_at(xp, TARIFF) == level
    assert level == 1 or levels.level_at(xp - 1, TARIFF) == level - 1


@pytest.mark.parametrize(
    ("level", "bps"), [(1, 4000), (2, 4500), (12, 9500), (13, 10_000), (99, 10_000)]
)
def test_the_multiplier_grows_to_the_whole_at_level_13(level: int, bps: int) -> None:
    assert levels.multiplier_bps(level, TARIFF) == bps


@pytest.mark.parametrize(
    ("level", "pluses"), [(1, 5), (2, 6), (39, 24), (40, 25), (41, 25), (99, 25)]
)
def test_pluses_a_day_end_at_25(level: int, pluses: int) -> None:
    assert levels.pluses_per_day(level, TARIFF) == pluses
    assert levels.opens_per_day(level, TARIFF) == 2 * pluses


def xp_of(time_to_read_s: int, **standing: Any) -> int:
    """Return what one more article gives a reader of a standing."""
    before = Member(READER, 0, **standing)
    return levels.after_reading(before, time_to_read_s, TARIFF).xp_reading - before.xp_reading


@pytest.mark.parametrize(
    ("time_to_read_s", "xp"),
    [(1, 1), (35, 1), (36, 2), (180, 10), (359, 19), (360, 20), (9999, 20)],
)
def test_an_article_gives_experience_by_its_length(time_to_read_s: int, xp: int) -> None:
    assert xp_of(time_to_read_s) == xp


def test_reading_gives_120_experience_a_day_and_3610_in_all() -> None:
    assert xp_of(360, xp_reading_today=119) == 1
    assert xp_of(360, xp_reading_today=120) == 0
    assert xp_of(360, xp_reading=3609) == 1
    assert xp_of(360, xp_reading=3610) == 0


def test_counts_start_anew_each_day_and_experience_stays(real: Stage) -> None:
    for article in range(1, 8):
        real.publish(ArticleId(article), (AUTHOR, CRITIC, EDITOR)[article % 3], time_to_read_s=360)
    for article in range(1, 8):
        real.read(READER, ArticleId(article))
        real.wait(60)
        real.do(Done(READER, SessionId(real.session), SECTIONS))
    assert real.member(READER).xp_reading == 120
    real.next_day()
    real.publish(ArticleId(9), time_to_read_s=360)
    real.read(READER, ArticleId(9))
    real.wait(60)
    real.do(Done(READER, SessionId(real.session), SECTIONS))
    assert real.member(READER).xp_reading == 140
    assert real.member(READER).opens == 1
