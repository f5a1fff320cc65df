"""Report: a dated, immutable copy of the twelve lines."""

from tests.core.stage import (
    AUTHOR,
    BOT,
    COMMENTER,
    CRITIC,
    EDITOR,
    MODERATOR,
    NOBODY,
    OUTSIDER,
    READER,
    Stage,
    staged,
)
from tweipress.core.acts.money.report import Report as ReportAct
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import LABELS
from tweipress.core.records.pnl import Report, ReportScope


def copied(stage: Stage, number: str) -> dict[str, int]:
    """Return what a bought report says, lines of zero left out."""
    report = stage.world.get(Report, number)
    assert report is not None
    return {label: twei for label, twei in zip(LABELS, report.amounts, strict=True) if twei}


def test_a_report_costs_one_and_says_so_itself(free: Stage) -> None:
    free.publish()
    outcome = free.do(ReportAct(AUTHOR, ArticleId(1), ReportScope.MINE, ReportId("r")))
    assert outcome.transfers == (("available:1", "pool", 1),)
    assert free.shown(outcome) == [(AUTHOR, "PnL Reports", 1)]
    assert copied(free, "r") == {"Post Publish Tribute": 50, "PnL Reports": 1}


def test_a_later_report_has_the_earlier_ones_price_and_the_earlier_one_stays(free: Stage) -> None:
    free.publish()
    free.do(ReportAct(AUTHOR, ArticleId(1), ReportScope.MINE, ReportId("r1")))
    free.wait(60)
    free.do(ReportAct(AUTHOR, ArticleId(1), ReportScope.MINE, ReportId("r2")))
    assert copied(free, "r1")["PnL Reports"] == 1
    assert copied(free, "r2")["PnL Reports"] == 2
    one, two = free.world.get(Report, "r1"), free.world.get(Report, "r2")
    assert one is not None
    assert two is not None
    assert two.at_ms - one.at_ms == 60_000


def test_who_has_no_lines_may_still_buy_his_own(free: Stage) -> None:
    free.publish()
    free.do(ReportAct(OUTSIDER, ArticleId(1), ReportScope.MINE, ReportId("r")))
    assert copied(free, "r") == {"PnL Reports": 1}


def test_the_whole_post_is_the_sum_over_all_members(free: Stage) -> None:
    free.publish()
    for member in (READER, CRITIC, BOT, MODERATOR):
        free.plus(member)
    free.do(ReportAct(EDITOR, ArticleId(1), ReportScope.WHOLE, ReportId("r")))
    assert copied(free, "r") == {
        "Earned for Pluses": 5,
        "Post Publish Tribute": 50,
        "PnL Reports": 1,
    }
    assert free.whole_post() == copied(free, "r")


def test_a_whole_post_needs_five_members_besides_the_buyer(free: Stage) -> None:
    free.publish()
    for member in (READER, CRITIC, BOT):
        free.plus(member)
    free.do(ReportAct(OUTSIDER, ArticleId(1), ReportScope.MINE, ReportId("own")))
    whole = ReportAct(OUTSIDER, ArticleId(1), ReportScope.WHOLE, ReportId("r"))
    assert free.refusal(whole) == "TOO_FEW_MEMBERS"
    free.plus(MODERATOR)
    free.do(whole)


def test_the_buyers_own_lines_do_not_count_among_the_five(free: Stage) -> None:
    free.publish()
    for member in (READER, CRITIC, BOT, MODERATOR):
        free.plus(member)
    assert (
        free.refusal(ReportAct(READER, ArticleId(1), ReportScope.WHOLE, ReportId("r")))
        == "TOO_FEW_MEMBERS"
    )
    free.plus(OUTSIDER)
    free.do(ReportAct(READER, ArticleId(1), ReportScope.WHOLE, ReportId("r")))


def test_the_price_must_be_there() -> None:
    stage = staged(member_twei=50)
    stage.publish()
    assert (
        stage.refusal(ReportAct(AUTHOR, ArticleId(1), ReportScope.MINE, ReportId("r")))
        == "FUNDS_SHORT"
    )


def test_a_wrong_number_member_or_article_is_refused(free: Stage) -> None:
    free.publish()
    assert (
        free.refusal(ReportAct(READER, ArticleId(1), ReportScope.MINE, ReportId(""))) == "MALFORMED"
    )
    assert (
        free.refusal(ReportAct(MemberId(NOBODY), ArticleId(1), ReportScope.MINE, ReportId("r")))
        == "UNKNOWN_MEMBER"
    )
    assert (
        free.refusal(ReportAct(READER, ArticleId(2), ReportScope.MINE, ReportId("r")))
        == "UNKNOWN_ARTICLE"
    )
    free.do(ReportAct(READER, ArticleId(1), ReportScope.MINE, ReportId("r")))
    assert (
        free.refusal(ReportAct(COMMENTER, ArticleId(1), ReportScope.MINE, ReportId("r")))
        == "ALREADY_REPORTED"
    )
