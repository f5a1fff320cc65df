"""A member's figures agree with each other and with the books, on a page and in files."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from tests.http.stage import TIME_TO_READ_S, Stage, id_of, set_stage, signed_in
from tests.plans import watched
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.bank.queries import Chosen
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import ArticleId, CommentId, ReportId
from tweipress.core.records.pnl import ReportScope
from tweipress.pages.figures import files

EARNINGS, STATEMENT = "/me/earnings/", "/me/statement/"
PERIOD = {"since": "2020-01-01", "until": "2020-12-30"}


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return an article with a comment, a like, and two reports of the commenter's."""
    article = stage.publish_and_read()
    number = ArticleId(article.pk)
    stage.done(Comment(id_of(stage.commenter), number, CommentId(1)))
    stage.done(Comment(id_of(stage.commenter), number, CommentId(2)))
    stage.done(Like(id_of(stage.critic), CommentId(1)))
    stage.done(Report(id_of(stage.commenter), number, ReportScope.MINE, ReportId("r1")))
    stage.books.clock.advance(TIME_TO_READ_S)
    stage.done(Report(id_of(stage.commenter), number, ReportScope.MINE, ReportId("r2")))
    return article


def everybody(stage: Stage) -> Iterator[Any]:
    """Yield the ids of the cast."""
    yield from map(id_of, stage.cast.values())


def test_days_groups_and_single_movements_sum_to_the_balance(
    stage: Stage, article: Article
) -> None:
    for member in everybody(stage):
        spendable_twei = books.spendable_twei(member)
        total = books.total(member, Chosen())
        single = books.movements(member, Chosen(), limit=1000)
        groups = books.grouped(member, Chosen(), limit=1000)
        days = books.by_day(member, Chosen()).values()
        assert total.net_twei == spendable_twei
        assert sum(one.amount_twei for one in single) == spendable_twei
        assert sum(group.sums.net_twei for group in groups) == spendable_twei
        assert sum(day.in_twei for day in days) == total.in_twei
        assert sum(day.out_twei for day in days) == total.out_twei
        assert [g.balance_twei for g in groups[:1]] == [one.balance_twei for one in single[:1]]


def test_lines_over_all_articles_are_the_sum_of_those_of_each(
    stage: Stage, article: Article
) -> None:
    for member in everybody(stage):
        amounts, number = books.lines(member)
        each = books.lines_by_article(member)
        assert len(each) == number
        assert (
            list(amounts) == [sum(column) for column in zip(*(a for _, a in each), strict=True)]
            or not each
        )
        moved_twei = sum(
            one.amount_twei for one in books.movements(member, Chosen(), limit=1000) if one.article
        )
        bonded_twei = books.standing(member).bonded_twei  # type: ignore[union-attr]  # all joined
        assert amounts.total_twei == moved_twei + bonded_twei


def test_groups_are_turned_page_by_page_without_gap_or_repeat(
    stage: Stage, article: Article
) -> None:
    member = id_of(stage.commenter)
    whole = books.grouped(member, Chosen(), limit=1000)
    turned, before = [], 0
    while page := books.grouped(member, Chosen(), before, 1):
        turned += page
        before = page[-1].sums.last_entry
    assert turned == whole
    assert len(whole) > 3


@pytest.mark.parametrize("portion", [1, 2, 1000])
def test_files_have_every_movement_once_and_their_sum(
    stage: Stage, article: Article, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PORTION", portion)
    member = id_of(stage.commenter)
    client = signed_in(stage.commenter)
    single = list(reversed(books.movements(member, Chosen(), limit=1000)))
    answer = client.get(f"{STATEMENT}movements.csv")
    assert 'attachment; filename="statement-' in answer["Content-Disposition"]
    *rows, last = csv.DictReader(StringIO(answer.getvalue().decode()))
    assert [int(row["entry"]) for row in rows] == [one.entry for one in single]
    assert int(last["amount_twei"]) == sum(int(row["amount_twei"]) for row in rows)
    spendable_twei = books.spendable_twei(member) or 0
    assert int(last["amount_wei"]) == spendable_twei * 10**12
    told = json.loads(client.get(f"{STATEMENT}movements.json").getvalue())
    assert [one["entry"] for one in told["movements"]] == [one.entry for one in single]
    assert (told["unit"], told["sum_twei"]) == ("Twei", books.spendable_twei(member))


def test_no_page_reads_a_table_of_the_books_from_end_to_end(stage: Stage, article: Article) -> None:
    member = id_of(stage.commenter)
    with watched() as plans:
        books.lines(member)
        books.lines_by_article(member)
        books.grouped(member, Chosen())
        books.by_day(member, Chosen())
        books.total(member, Chosen())
        books.balance_before(member, 0)
        books.movements_after(member, Chosen())
    assert plans.times == 8
    assert {table for table, _ in plans.whole_tables()} <= {"posted"}  # what the member moved


def test_a_title_that_a_spreadsheet_would_compute_stays_a_text(
    stage: Stage, article: Article
) -> None:
    Article.objects.filter(pk=article.pk).update(title="=1+1")
    text = signed_in(stage.commenter).get(f"{STATEMENT}movements.csv").getvalue().decode()
    assert ",'=1+1," in text


def test_the_pages_show_the_sums(stage: Stage, article: Article) -> None:
    client, member = signed_in(stage.commenter), id_of(stage.commenter)
    total_twei = books.lines(member)[0].total_twei
    assert f'data-twei="{total_twei}"' in client.get(EARNINGS).content.decode()
    page = client.get(STATEMENT, {"act": "report"}).content.decode()
    assert "−2" in page
    assert "Like" not in page.partition("<h2")[2]
    assert "Nothing moved in this period." in client.get(STATEMENT, PERIOD).content.decode()


def test_reports_stand_side_by_side_and_only_ones_own(stage: Stage, article: Article) -> None:
    path = f"/reports/{article.slug}/bought/"
    page = signed_in(stage.commenter).get(path).content.decode()
    assert page.count("<circle") == 2
    other = signed_in(stage.reader).get(path).content.decode()
    assert "<circle" not in other
    assert "You have bought no report of this post." in other


def test_the_chart_of_reports_says_nothing_that_was_not_bought(
    stage: Stage, article: Article
) -> None:
    path = f"/reports/{article.slug}/bought/"
    client = signed_in(stage.commenter)
    before = client.get(path).content.decode().partition("<main")[2]
    stage.done(Dislike(id_of(stage.critic), CommentId(2), "spam"))
    stage.done(CloseDay())
    stage.done(OpenDay())
    assert client.get(path).content.decode().partition("<main")[2] == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"until": "2026-13-01"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"since": "2020-01-01", "until": "2026-01-01"},
        {"act": "' OR 1=1"},
        {"article": "-1"},
        {"article": "9" * 30},
        {"before": "x"},
    ],
)
@pytest.mark.parametrize("path", [STATEMENT, f"{STATEMENT}movements.csv"])
def test_a_period_that_cannot_be_is_not_found(
    stage: Stage, path: str, wrong: dict[str, str]
) -> None:
    assert signed_in(stage.reader).get(path, wrong).status_code == 404


def test_visitors_are_sent_to_sign_in(client: Any, stage: Stage) -> None:
    for path in (EARNINGS, STATEMENT, f"{STATEMENT}movements.csv", "/reports/x/bought/"):
        assert "/accounts/login/" in client.get(path)["Location"]
