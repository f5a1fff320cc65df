"""A report costs its price, is a dated copy, and is its buyer's alone."""

from typing import Any

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.state.outcome import Refused
from tweipress.pnl import actions, queries

LABELS = [
    "Earned for Pluses",
    "Comment Rewards",
    "Likes Own",
    "Likes Commenter",
    "Likes Author",
    "Dislikes Author",
    "Spent for Minuses",
    "Comment Tributes",
    "Dislikes Own",
    "Dislikes Commenter",
    "Post Publish Tribute",
    "PnL Reports",
]


def figures(block: queries.Block) -> dict[str, Any]:
    """Return every line by its label."""
    return {row.label: row.figure.twei for row in (*block.profit, *block.loss)}


def test_before_a_purchase_every_figure_is_dots(stage: Stage, article: Article) -> None:
    for member in (None, stage.author):
        block = queries.block(article, member)
        rows = (*block.profit, *block.loss)
        assert [row.label for row in rows] == LABELS
        sums = (block.profit_subtotal, block.loss_subtotal, block.total)
        assert {it.shown for it in (*(row.figure for row in rows), *sums)} == {"..."}
        assert block.price_twei == books.tariff().report_twei


def test_a_report_includes_its_own_price_and_adds_up(stage: Stage, article: Article) -> None:
    before_twei = stage.spendable_twei(stage.author)
    commented(actions.buy(stage.author, article, "mine", "k1"))
    block = queries.block(article, stage.author)
    tariff = books.tariff()
    assert stage.spendable_twei(stage.author) == before_twei - tariff.report_twei
    lines = figures(block)
    assert lines["PnL Reports"] == tariff.report_twei
    assert lines["Post Publish Tribute"] == tariff.publish_twei
    assert block.loss_subtotal.twei == tariff.report_twei + tariff.publish_twei
    total = -tariff.report_twei - tariff.publish_twei
    assert (block.total.twei, block.total.shown) == (total, f"−{-total}")


def test_the_latest_report_is_shown_and_an_older_one_on_request(
    stage: Stage, article: Article
) -> None:
    first = commented(actions.buy(stage.author, article, "mine", "k1")).answer["report"]
    stage.books.clock.advance(60)
    second = commented(actions.buy(stage.author, article, "mine", "k2")).answer["report"]
    latest = queries.block(article, stage.author)
    assert latest.shown is not None
    assert latest.shown.report == second
    assert [it.report for it in latest.others] == [first]
    older = queries.block(article, stage.author, first)
    assert figures(older)["PnL Reports"] == 1
    assert figures(latest)["PnL Reports"] == 2
    assert latest.others[0].href == f"/post/bees/?report={first}#reports"


def test_a_report_does_not_change_afterwards(stage: Stage, article: Article) -> None:
    commented(actions.buy(stage.commenter, article, "mine", "k1"))
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-1"))
    assert figures(queries.block(article, stage.commenter))["Comment Tributes"] == 0


def test_nobody_sees_anothers_report(stage: Stage, article: Article) -> None:
    bought = commented(actions.buy(stage.author, article, "mine", "k1")).answer["report"]
    for member in (None, stage.outsider):
        block = queries.block(article, member, bought)
        assert block.shown is None
        assert block.total.shown == "..."


def test_a_double_click_buys_one_report(stage: Stage, article: Article) -> None:
    first = actions.buy(stage.author, article, "mine", "k1")
    seq = stage.seq()
    assert actions.buy(stage.author, article, "mine", "k1") == first
    assert stage.seq() == seq


def test_two_members_may_use_the_same_key(stage: Stage, article: Article) -> None:
    commented(actions.buy(stage.author, article, "mine", "k1"))
    commented(actions.buy(stage.reader, article, "mine", "k1"))


@pytest.mark.parametrize(
    ("who", "scope", "name"),
    [
        ("author", "whole", "TOO_FEW_MEMBERS"),
        ("author", "everything", "REPORT_SCOPE_WRONG"),
        ("author", "", "REPORT_SCOPE_WRONG"),
        ("penniless", "mine", "FUNDS_SHORT"),
    ],
)
def test_what_cannot_be_bought_is_named_and_nothing_moves(
    stage: Stage, article: Article, who: str, scope: str, name: str
) -> None:
    stage.enter("penniless")
    seq = stage.seq()
    answered = actions.buy(stage.cast[who], article, scope, "k1")
    assert isinstance(answered, Refused)
    assert answered.name == name
    assert stage.seq() == seq


def test_the_same_key_for_another_scope_is_refused(stage: Stage, article: Article) -> None:
    commented(actions.buy(stage.author, article, "mine", "k1"))
    answered = actions.buy(stage.author, article, "whole", "k1")
    assert isinstance(answered, Refused)
    assert answered.name == "KEY_REUSED"


def test_a_report_of_the_whole_post_sums_over_its_members(stage: Stage, article: Article) -> None:
    for number in range(5):
        writer = stage.enter(f"writer{number}", 100, "contributor")
        stage.read(writer, article)
        commented(deeds.write(writer, article, f"Comment {number}.", "form-1"))
    commented(actions.buy(stage.author, article, "whole", "k1"))
    block = queries.block(article, stage.author)
    assert block.shown is not None
    assert block.shown.scope == "whole post"
    assert figures(block)["Comment Tributes"] == 5 * books.tariff().comment_twei
