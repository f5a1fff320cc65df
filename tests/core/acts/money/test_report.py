"""Report: a dated, immutable copy of the twelve lines."""

from tests.core.stage import (
    AUTHOR,
    COMMENTER,
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
