"""Return lanes: a close in portions returns the same as one close, article by article."""

import pytest

from tests.core.stage import AUTHOR, COMMENTER, CRITIC, DAY_S, Stage
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.return_lanes import ReturnLanes
from tweipress.core.ids import ArticleId
from tweipress.core.state.outcome import Outcome


@pytest.fixture
def paper(stage: Stage) -> Stage:
    """Three reviewed articles of one day, at their second close."""
    for article, author in ((1, AUTHOR), (2, COMMENTER), (3, CRITIC)):
        stage.stand(author, level_fixed=30)
        stage.give(author, 1000)
        stage.publish(ArticleId(article), author, reviewed=True)
    stage.next_day()
    return stage


def lanes(stage: Stage) -> list[int]:
    """Return what the open lanes hold."""
    return [stage.balance(f"lane:{article}:open") for article in (1, 2, 3)]


def test_a_portion_returns_a_quarter_and_the_close_returns_the_rest_once(paper: Stage) -> None:
    before = lanes(paper)
    paper.do(ReturnLanes(ArticleId(1)))
    after_one = lanes(paper)
    paper.do(ReturnLanes(ArticleId(2)))
    paper.do(CloseDay())
    quarters = [twei - twei // 4 for twei in before]
    assert after_one == [quarters[0], *before[1:]]
    assert lanes(paper) == quarters


def test_the_pool_gets_what_the_close_at_once_gives_it(paper: Stage) -> None:
    at_once = paper.judged(CloseDay())
    assert isinstance(at_once, Outcome)
    due_twei = sum(
        transfer.amount_twei for transfer in at_once.transfers if transfer.credit == "pool"
    )
    before_twei = paper.balance("pool")
    for up_to in (1, 2, 3):
        paper.do(ReturnLanes(ArticleId(up_to)))
    paper.do(CloseDay())
    assert paper.balance("pool") == before_twei + due_twei


def test_the_fourteenth_close_sends_review_bonds_home_in_portions_too(paper: Stage) -> None:
    paper.next_day(12)
    paper.do(ReturnLanes(ArticleId(2)))
    assert [paper.balance(f"review:{article}") for article in (1, 2, 3)] == [0, 0, 200]


def test_an_article_returns_its_part_once_a_close(paper: Stage) -> None:
    paper.do(ReturnLanes(ArticleId(2)))
    assert paper.refusal(ReturnLanes(ArticleId(2))) == "ALREADY_RETURNED"
    assert paper.refusal(ReturnLanes(ArticleId(1))) == "ALREADY_RETURNED"
    paper.do(CloseDay())
    paper.wait(DAY_S)
    paper.open_day()
    assert paper.moves(ReturnLanes(ArticleId(1))) != []


@pytest.mark.parametrize("up_to", [0, -1])
def test_no_article_at_all_is_refused(paper: Stage, up_to: ArticleId) -> None:
    assert paper.refusal(ReturnLanes(up_to)) == "ALREADY_RETURNED"


def test_it_is_refused_while_the_day_lasts_and_when_it_is_closed() -> None:
    stage = Stage(scenario=False)
    stage.open_day()
    stage.wait(DAY_S - 1)
    assert stage.refusal(ReturnLanes(ArticleId(1))) == "DAY_LASTS"
    stage.wait(1)
    stage.do(ReturnLanes(ArticleId(1)))
    stage.do(CloseDay())
    assert stage.refusal(ReturnLanes(ArticleId(2))) == "DAY_CLOSED"
