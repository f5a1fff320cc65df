"""The moderators' list takes as many queries for many cases as for few."""

from tests.http.stage import Stage
from tests.moderation.stage import earns
from tests.plans import watched
from tests.staff.conftest import browser
from tests.staff.test_flags import LIST, by_hand, fraud
from tweipress.bank import queries as books
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.ids import FlagId


def queries_of_the_list(stage: Stage) -> int:
    """Return how many queries the moderator's list takes."""
    moderator = browser(stage.moderator)
    moderator.get(LIST)
    with watched() as plans:
        assert moderator.get(LIST).status_code == 200
    return plans.times


def test_more_cases_take_no_more_queries(stage: Stage) -> None:
    earns(stage, stage.reader, stage.publish(stage.author, "tides"))
    by_hand(stage)
    stage.books.next_day()
    fraud(stage)
    closed = by_hand(stage, stage.outsider)
    stage.done(Decide(FlagId(closed), lifts=True, reason="no"))
    few = queries_of_the_list(stage)
    for member in (stage.critic, stage.commenter, stage.author):
        by_hand(stage, member)
    assert queries_of_the_list(stage) == few
    for case in books.standing_flags(9, appealed=False):
        stage.done(Decide(case.flag.flag, lifts=True, reason="no"))
    assert queries_of_the_list(stage) < few
