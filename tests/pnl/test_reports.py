"""A report costs its price, is a dated copy, and is its buyer's alone."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.comments import deeds as talk
from tests.http.stage import Stage, commented
from tests.pnl import deeds
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks.pnl import Block

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


def figures(block: Block) -> dict[str, Any]:
    """Return every line by its label."""
    return {str(row.label): row.twei for row in (*block.profit, *block.loss)}


def test_before_a_purchase_every_figure_is_dots(stage: Stage, article: Article) -> None:
    for member in (None, stage.author):
        block = deeds.block(article, member)
        rows = (*block.profit, *block.loss)
        assert [str(row.label) for row in rows] == LABELS
        sums = (block.profit_twei, block.loss_twei, block.total_twei)
        assert {row.twei for row in rows} | set(sums) == {None}
        html = render_to_string("pnl/block.html", {"report_block": block})
        assert html.count(">...<") == len(LABELS) + len(sums)
        assert block.price_twei == books.tariff().report_twei


def test_a_report_includes_its_own_price_and_adds_up(stage: Stage, article: Article) -> None:
    before_twei = stage.spendable_twei(stage.author)
    commented(deeds.buy(stage.author, article, "mine", "k1"))
    block = deeds.block(article, stage.author)
    tariff = books.tariff()
    assert stage.spendable_twei(stage.author) == before_twei - tariff.report_twei
    lines = figures(block)
    assert lines["PnL Reports"] == tariff.report_twei
    assert lines["Post Publish Tribute"] == tariff.publish_twei
    assert block.loss_twei == tariff.report_twei + tariff.publish_twei
    total_twei = -tariff.report_twei - tariff.publish_twei
    assert block.total_twei == total_twei
    html = render_to_string("pnl/block.html", {"report_block": block})
    assert f'<strong data-twei="{total_twei}">−{-total_twei}</strong>' in html


def test_the_latest_report_is_shown_and_an_older_one_on_request(
    stage: Stage, article: Article
) -> None:
    first = commented(deeds.buy(stage.author, article, "mine", "k1")).answer["report"]
    stage.books.clock.advance(60)
    second = commented(deeds.buy(stage.author, article, "mine", "k2")).answer["report"]
    latest = deeds.block(article, stage.author)
    assert latest.shown is not None
    assert latest.shown.report == second
    assert [one.report for one in latest.others] == [first]
    older = deeds.block(article, stage.author, first)
    assert figures(older)["PnL Reports"] == 1
    assert figures(latest)["PnL Reports"] == 2
    assert latest.others[0].href == f"/post/bees/?report={first}#reports"


def test_a_report_does_not_change_afterwards(stage: Stage, article: Article) -> None:
    commented(deeds.buy(stage.commenter, article, "mine", "k1"))
    commented(talk.write(stage.commenter, article, "Bees vote.", "form-1"))
    assert figures(deeds.block(article, stage.commenter))["Comment Tributes"] == 0


def test_nobody_sees_anothers_report(stage: Stage, article: Article) -> None:
    bought = commented(deeds.buy(stage.author, article, "mine", "k1")).answer["report"]
    for member in (None, stage.outsider):
        block = deeds.block(article, member, bought)
        assert block.shown is None
        assert block.total_twei is None


def test_a_double_click_buys_one_report(stage: Stage, article: Article) -> None:
    first = deeds.buy(stage.author, article, "mine", "k1")
    seq = stage.seq()
    assert deeds.buy(stage.author, article, "mine", "k1") == first
    assert stage.seq() == seq


def test_two_members_may_use_the_same_key(stage: Stage, article: Article) -> None:
    commented(deeds.buy(stage.author, article, "mine", "k1"))
    commented(deeds.buy(stage.reader, article, "mine", "k1"))


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
    answered = deeds.buy(stage.cast[who], article, scope, "k1")
    assert isinstance(answered, Refused)
    assert answered.name == name
    assert stage.seq() == seq


@pytest.mark.parametrize(
    ("who", "offered", "refusals"),
    [
        ("author", ["mine"], ["TOO_FEW_MEMBERS"]),
        ("penniless", [], ["FUNDS_SHORT", "TOO_FEW_MEMBERS"]),
        ("banned", [], ["BANNED"]),
    ],
)
def test_a_scope_is_offered_at_its_price_or_the_reason_is_told(
    stage: Stage, article: Article, who: str, offered: list[str], refusals: list[str]
) -> None:
    stage.enter("penniless")
    stage.enter("banned", 100)
    stage.done(Ban(MemberId(stage.banned.pk), "Spam."))
    block = deeds.block(article, stage.cast[who])
    assert [offer.scope for offer in block.offers] == offered
    assert sorted(refused.name for refused in block.refusals) == refusals
    for offer in block.offers:
        before_twei = stage.spendable_twei(stage.cast[who])
        commented(deeds.buy(stage.cast[who], article, offer.scope, offer.key))
        assert before_twei - stage.spendable_twei(stage.cast[who]) == offer.price_twei
    html = render_to_string("pnl/block.html", {"report_block": block})
    assert html.count("Buy a report:") == len(offered)
    assert all(f'data-refusal="{name}"' in html for name in refusals)


def test_the_same_key_for_another_scope_is_refused(stage: Stage, article: Article) -> None:
    commented(deeds.buy(stage.author, article, "mine", "k1"))
    answered = deeds.buy(stage.author, article, "whole", "k1")
    assert isinstance(answered, Refused)
    assert answered.name == "KEY_REUSED"


def test_a_report_of_the_whole_post_sums_over_its_members(stage: Stage, article: Article) -> None:
    for number in range(5):
        writer = stage.enter(f"writer{number}", 100, "contributor")
        stage.read(writer, article)
        commented(talk.write(writer, article, f"Comment {number}.", "form-1"))
    assert [one.scope for one in deeds.block(article, stage.author).offers] == ["mine"]
    stage.books.clock.advance(86_400)
    stage.books.tick()
    commented(deeds.buy(stage.reader, article, "mine", "k1"))
    assert [one.scope for one in deeds.block(article, stage.author).offers] == ["mine", "whole"]
    commented(deeds.buy(stage.author, article, "whole", "k1"))
    block = deeds.block(article, stage.author)
    assert block.shown is not None
    assert str(block.shown.scope) == "whole post"
    assert figures(block)["Comment Tributes"] == 5 * books.tariff().comment_twei
    assert figures(block)["PnL Reports"] == 0
    html = render_to_string("pnl/block.html", {"report_block": block})
    assert "whole post”, as of the close of" in html
    assert [one.scope for one in block.offers] == ["mine"]
    assert [refused.name for refused in block.refusals] == ["TOO_FEW_MEMBERS"]


def test_another_report_says_of_which_close_it_is(stage: Stage, article: Article) -> None:
    for number in range(5):
        commented(deeds.buy(stage.enter(f"buyer{number}", 100), article, "mine", "k1"))
    stage.books.clock.advance(86_400)
    stage.books.tick()
    commented(deeds.buy(stage.author, article, "whole", "k1"))
    stage.books.clock.advance(60)
    commented(deeds.buy(stage.author, article, "mine", "k2"))
    block = deeds.block(article, stage.author)
    assert block.shown is not None
    assert block.shown.closed is None
    html = render_to_string("pnl/block.html", {"report_block": block})
    assert html.count("as of the close of") == 1
