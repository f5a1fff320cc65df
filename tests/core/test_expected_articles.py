"""How many reviewed articles are expected to share a day's emission."""

from harness.reviewed import reviewed
from tests.core.stage import EDITOR, READER, SECTIONS, TIME_TO_READ_S, WORDS, Stage
from tweipress.core import roles
from tweipress.core.acts.articles.publish import expected_articles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import ArticleId
from tweipress.core.records.books import Day
from tweipress.core.tariff import default


def expected(stage: Stage) -> int:
    """Return what the books expect of a day now."""
    return expected_articles(stage.world, default())


def seen(stage: Stage, number: int, reviewed: int) -> None:
    """Let a closed day have seen so many reviewed articles."""
    day = stage.world.get(Day, number)
    assert day is not None
    stage.world.put(day._replace(reviewed=reviewed))


def test_the_tariff_says_so_until_seven_days_are_closed(real: Stage) -> None:
    real.next_day(6)
    assert expected(real) == 10
    real.close_day()
    assert expected(real) == 1


def test_from_then_on_it_is_the_floored_mean_of_the_last_seven_closed_days(real: Stage) -> None:
    real.next_day(7)
    seen(real, 0, 14)
    seen(real, 6, 7)
    assert expected(real) == 3
    seen(real, 6, 6)
    assert expected(real) == 2
    real.next_day()
    assert expected(real) == 1


def test_todays_own_articles_do_not_count_yet(real: Stage) -> None:
    real.next_day(7)
    real.do(Role(EDITOR, roles.Role.EDITOR))
    for article in (1, 2, 3):
        for act in reviewed(EDITOR, ArticleId(article), TIME_TO_READ_S, WORDS, SECTIONS):
            real.do(act)
    real.publish(ArticleId(4), READER)
    today = real.world.get(Day, 7)
    assert today is not None
    assert today.reviewed == 3
    seen(real, 6, 14)
    assert expected(real) == 2
    real.next_day()
    assert expected(real) == 2


def test_a_scenario_always_expects_what_its_tariff_says(stage: Stage) -> None:
    stage.next_day(8)
    assert expected(stage) == 10
