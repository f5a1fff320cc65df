"""A report of the whole post: as of the last close, and never about fewer than five others."""

import pytest

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    OUTSIDER,
    READER,
    Stage,
)
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.report import Report as ReportAct
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import LABELS
from tweipress.core.records.article import Shares
from tweipress.core.records.pnl import Report, ReportScope

FOUR = (READER, CRITIC, BOT, MODERATOR)
FIVE = (*FOUR, COMMENTER)
EXTRA = tuple(map(MemberId, range(21, 24)))
"""Members who are not of the cast: more than it has are needed beside six authors."""
FIRST_DAY = {"Earned for Pluses": 5, "Post Publish Tribute": 50}


def whole(member: MemberId, number: str = "r") -> ReportAct:
    """Return the purchase of a report of the whole post."""
    return ReportAct(member, ArticleId(1), ReportScope.WHOLE, ReportId(number))


def mine(member: MemberId, number: str = "m") -> ReportAct:
    """Return the purchase of a report of one's own lines."""
    return ReportAct(member, ArticleId(1), ReportScope.MINE, ReportId(number))


def bought(stage: Stage, member: MemberId, number: str) -> dict[str, int]:
    """Buy a report of the whole post; return what it says, lines of zero left out."""
    stage.do(whole(member, number))
    report = stage.world.get(Report, number)
    assert report is not None
    return {label: twei for label, twei in zip(LABELS, report.amounts, strict=True) if twei}


@pytest.fixture
def read(free: Stage) -> Stage:
    """Return an article with lines of its author and of four readers, on the day they came."""
    free.publish()
    for member in FOUR:
        free.plus(member)
    return free


def test_nothing_is_sold_before_the_day_of_publication_has_closed(read: Stage) -> None:
    read.plus(COMMENTER)
    assert read.refusal(whole(OUTSIDER)) == "TOO_FEW_MEMBERS"
    read.next_day()
    read.do(whole(OUTSIDER))


def test_it_is_the_sum_over_all_members_at_the_last_close(read: Stage) -> None:
    at_close = read.whole_post()
    read.next_day()
    read.plus(COMMENTER)
    assert bought(read, OUTSIDER, "r") == at_close == FIRST_DAY
    report = read.world.get(Report, "r")
    assert report is not None
    assert report.closed == "2026-01-01"


def test_its_price_is_one_and_stands_in_the_buyers_own_lines_alone(read: Stage) -> None:
    read.next_day()
    outcome = read.do(whole(OUTSIDER))
    assert outcome.transfers == (("available:6", "pool", 1),)
    assert read.shown(outcome) == [(OUTSIDER, "PnL Reports", 1)]
    assert outcome.inputs == {"closed": "2026-01-01"}
    read.next_day()
    assert bought(read, EDITOR, "r2") == {**FIRST_DAY, "PnL Reports": 1}


def test_it_needs_five_members_besides_the_buyer(free: Stage) -> None:
    free.publish()
    for member in FOUR[:3]:
        free.plus(member)
    free.do(mine(OUTSIDER))
    free.next_day()
    assert free.refusal(whole(OUTSIDER)) == "TOO_FEW_MEMBERS"
    assert free.refusal(whole(READER)) == "TOO_FEW_MEMBERS"
    free.do(whole(EDITOR))


def test_who_came_after_the_close_does_not_count_among_the_five(free: Stage) -> None:
    free.publish()
    for member in FOUR[:3]:
        free.plus(member)
    free.next_day()
    free.plus(MODERATOR)
    assert free.refusal(whole(OUTSIDER)) == "TOO_FEW_MEMBERS"
    free.next_day()
    free.do(whole(OUTSIDER))


def test_a_second_one_of_the_same_close_is_refused(read: Stage) -> None:
    read.next_day()
    read.do(whole(OUTSIDER))
    assert read.refusal(whole(OUTSIDER, "r2")) == "TOO_FEW_MEMBERS"


def test_what_four_did_in_between_is_not_shown_and_what_five_did_is(read: Stage) -> None:
    read.next_day()
    assert bought(read, OUTSIDER, "r1") == FIRST_DAY
    for member in FOUR:
        read.do(mine(member, f"m{member}"))
    read.next_day()
    assert read.refusal(whole(OUTSIDER, "r2")) == "TOO_FEW_MEMBERS"
    read.do(mine(OUTSIDER, "own"))
    read.next_day()
    assert read.refusal(whole(OUTSIDER, "r2")) == "TOO_FEW_MEMBERS"
    read.do(mine(COMMENTER, "m"))
    assert read.refusal(whole(OUTSIDER, "r2")) == "TOO_FEW_MEMBERS"
    read.next_day()
    assert bought(read, OUTSIDER, "r2") == {**FIRST_DAY, "PnL Reports": 1 + 4 + 1 + 1}


def test_changes_count_from_the_close_that_was_seen_not_from_the_purchase(read: Stage) -> None:
    read.next_day()
    for member in FIVE:
        read.do(mine(member, f"m{member}"))
    read.do(whole(OUTSIDER, "r1"))
    assert read.refusal(whole(OUTSIDER, "r2")) == "TOO_FEW_MEMBERS"
    read.next_day()
    assert bought(read, OUTSIDER, "r2") == {**FIRST_DAY, "PnL Reports": 6}


def test_a_member_who_acts_again_today_still_counts_for_yesterday(read: Stage) -> None:
    read.next_day()
    read.do(whole(OUTSIDER, "r1"))
    for member in FIVE:
        read.do(mine(member, f"m{member}"))
    read.next_day()
    for member in FIVE:
        read.do(mine(member, f"n{member}"))
    assert bought(read, OUTSIDER, "r2") == {**FIRST_DAY, "PnL Reports": 6}


def test_one_buyers_report_does_not_keep_another_from_one(read: Stage) -> None:
    read.next_day()
    assert bought(read, OUTSIDER, "r1") == bought(read, EDITOR, "r2") == FIRST_DAY


def test_days_without_movement_change_nothing(read: Stage) -> None:
    read.next_day(5)
    assert bought(read, OUTSIDER, "r1") == FIRST_DAY
    read.next_day(5)
    assert bought(read, EDITOR, "r2") == {**FIRST_DAY, "PnL Reports": 1}
    assert read.refusal(whole(OUTSIDER, "r3")) == "TOO_FEW_MEMBERS"


def test_settling_and_taking_back_count_on_their_own_day(read: Stage) -> None:
    read.comment()
    read.next_day()
    first = read.whole_post()
    read.stand(READER, trust=1000)
    read.like()
    read.wait(3 * 86_400)
    read.do(Settle(1))  # type: ignore[arg-type]  # a plain number will do
    read.do(UndoArticle(AUTHOR, ArticleId(1), "mistake"))
    last = read.whole_post()
    assert first != last
    assert bought(read, OUTSIDER, "r1") == first
    read.next_day()
    assert bought(read, EDITOR, "r2") == {**last, "PnL Reports": 1}


def test_between_a_close_and_the_next_opening_the_close_counts(read: Stage) -> None:
    read.do(CloseDay())
    assert read.refusal(whole(OUTSIDER)) == "DAY_CLOSED"
    read.wait(86_400)
    read.open_day()
    assert bought(read, OUTSIDER, "r") == FIRST_DAY


def shared(stage: Stage) -> None:
    """Publish the article of an author and five co-authors; three more members come."""
    for member in EXTRA:
        stage.do(Join(member, 20))
        stage.give(member, 10)
    others = (COMMENTER, EDITOR, BOT, MODERATOR, CRITIC)
    shares: Shares = ((AUTHOR, 5_000), *((member, 1_000) for member in others))
    for member in others:
        stage.do(AgreeShares(member, ArticleId(1), shares, 50))
    stage.publish(shares=shares)


@pytest.mark.parametrize("buyer", [OUTSIDER, AUTHOR, EDITOR])
def test_authors_who_share_an_article_do_not_hide_its_one_reader(
    free: Stage, buyer: MemberId
) -> None:
    shared(free)
    free.plus(READER)
    free.next_day()
    assert free.refusal(whole(buyer)) == "TOO_FEW_MEMBERS"


def test_all_authors_of_an_article_count_as_one(free: Stage) -> None:
    shared(free)
    for number, member in enumerate((READER, OUTSIDER, *EXTRA[:2])):
        free.do(mine(member, f"m{number}"))
    free.next_day()
    assert free.refusal(whole(EXTRA[0])) == "TOO_FEW_MEMBERS"
    assert free.refusal(whole(EDITOR)) == "TOO_FEW_MEMBERS"
    free.do(whole(EXTRA[2], "r1"))
    free.do(mine(EXTRA[2], "m"))
    free.next_day()
    free.do(whole(EDITOR, "r2"))
