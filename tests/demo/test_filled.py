"""The demo after its first run: who is there, what was written, and what it moved."""

from io import StringIO
from stat import S_IMODE

import pytest
from django.core.management import call_command
from django.test import Client

from tests.demo.conftest import NOW_MS, Demo, acts_of, member, standing
from tweipress.articles import queries as articles
from tweipress.articles.desk.models import Plan
from tweipress.articles.desk.queries import Status, status_of
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import Comment
from tweipress.comments.threads.queries import Sort
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.demo import queries
from tweipress.demo.cast import Person, people, texts
from tweipress.pages.blocks import comments

HOUR_MS = 3_600_000
CAST = pytest.mark.parametrize("person", people(), ids=lambda person: person.name)


@CAST
def test_each_of_the_cast_has_the_level_and_the_roles_of_the_story(
    demo: Demo, person: Person
) -> None:
    now = standing(person.name)
    assert (now.level, now.roles) == (person.level, frozenset(person.roles))


def test_the_bot_is_flagged_by_hand_and_its_earnings_wait(demo: Demo) -> None:
    [case] = books.flags_of(MemberId(member("Dexter").pk))
    assert (case.flag.reason, case.flag.by) == ("by_hand", member("Mireille").pk)
    assert standing("Dexter").is_held
    assert not standing("Leilani").is_held


@CAST
def test_each_of_the_cast_signs_in_with_the_one_password(demo: Demo, person: Person) -> None:
    form = {"login": person.email, "password": queries.password()}
    answer = Client().post("/accounts/login/", form)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_password_lies_in_a_file_for_its_owner_alone(demo: Demo) -> None:
    path = demo.folder / "demo-password"
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text()) >= 12


def in_books(comment: Comment) -> books.CommentBooks:
    """Return what the books know of a comment."""
    return books.comments([CommentId(comment.pk)], None)[CommentId(comment.pk)]


def test_every_article_is_out_with_its_comments_in_the_order_of_its_file(demo: Demo) -> None:
    assert Article.objects.filter(posting_seq__isnull=False).count() == len(texts()) == 12
    for article in articles.front_page():
        (text,) = (text for text in texts().values() if text.title == article.title)
        thread = comments.thread(article, None, sort=Sort.OLDEST)
        assert article.author.name == text.author
        assert [comment.writer.name for comment in thread.comments] == [
            writer for writer, _ in text.comments
        ]


def test_dates_of_articles_comments_and_members_are_those_of_the_books(demo: Demo) -> None:
    for article in articles.front_page():
        published_ms = books.offers([article.pk], None)[article.pk].published_ms
        assert article.published_at is not None
        assert int(article.published_at.timestamp()) == published_ms // 1000
        assert published_ms < NOW_MS
    tariff = books.tariff()
    for comment in Comment.objects.filter(posting_seq__isnull=False):
        written_s = in_books(comment).settles_ms // 1000 - tariff.settlement_s
        assert int(comment.created.timestamp()) == written_s
    days = {person.name: person.days for person in people()}
    for person in map(member, days):
        ago_ms = NOW_MS - person.joined.timestamp() * 1000
        assert 0 <= days[person.name] * 24 * HOUR_MS - ago_ms < HOUR_MS


def test_the_reader_has_open_quotes_worth_seeing_on_the_newest_articles(demo: Demo) -> None:
    newest = articles.front_page()[:5]
    offers = books.offers(
        [article.pk for article in newest], MemberId(member("Leilani").pk)
    ).values()
    assert min(offer.quote_twei for offer in offers) >= 3
    assert min(offer.published_ms for offer in offers) > NOW_MS - 20 * HOUR_MS
    assert standing("Leilani").left["pluses"] == standing("Leilani").quota["pluses"] >= 5
    assert not queries.is_stale()


def test_a_visitor_sees_that_every_fresh_article_pays_a_newcomer_too(demo: Demo) -> None:
    newest = articles.front_page()[:5]
    offers = books.offers([article.pk for article in newest], None).values()
    assert all(offer.quote_twei > 0 for offer in offers)


def test_the_bots_advertisement_was_disliked_and_hidden_for_a_reason(demo: Demo) -> None:
    comment = Comment.objects.get(writer=member("Dexter"))
    record = in_books(comment)
    assert (record.dislikes, record.likes, record.ended) == (2, 0, "removed")
    assert comment.hidden_by == member("Mireille")
    assert comment.hidden_reason
    assert comment.hidden_at is not None
    assert comment.hidden_at > comment.created


def test_settled_comments_were_rewarded_and_dislikes_minuses_and_reports_paid(demo: Demo) -> None:
    assert "settle" in acts_of("Juhani")
    assert "dislike" in acts_of("Juhani")
    assert "minus" in acts_of("Radomir")
    assert "minus" in acts_of("Bayani")
    settled = books.statement(MemberId(member("Juhani").pk), limit=1000)
    incomes = [line for line in settled if line.act == "settle" and line.account_kind == "vesting"]
    assert sum(income.amount_twei for income in incomes) > 0
    keeper = Article.objects.get(slug="what-the-keeper-read")
    (report,) = books.reports(MemberId(member("Ondine").pk), ArticleId(keeper.pk))
    assert report.scope == "whole"
    assert report.amounts.earned_for_pluses > 0


def test_every_account_sums_to_zero_and_the_audit_finds_nothing(demo: Demo) -> None:
    overview = books.books_overview()
    assert sum(overview.by_kind.values()) == 0
    deposited_twei = 1_000_000 + sum(person.twei for person in people())
    assert overview.ext_twei == -deposited_twei
    said = StringIO()
    call_command("audit", "--quiet", stdout=said)
    assert "the books are clean" in said.getvalue()


def test_the_readers_statement_adds_up_from_the_first_line_to_the_last(demo: Demo) -> None:
    now = standing("Leilani")
    statement = books.statement(now.member, limit=1000)
    assert sum(movement.amount_twei for movement in statement) == now.spendable_twei
    assert statement[0].balance_twei == now.spendable_twei


def test_a_second_run_keeps_everything_and_prints_the_sign_ins_again(demo: Demo) -> None:
    postings = books.books_overview().postings
    password = queries.password()
    said = demo.run()
    assert books.books_overview().postings == postings
    assert queries.password() == password
    assert f"password {password}" in said
    for person in people():
        assert f"{person.name:<9}{person.email}" in said


def test_a_wrong_date_was_corrected_and_readers_were_told(demo: Demo) -> None:
    article = Article.objects.get(title="Bread and the Weather")
    assert article.versions == 2
    assert "on 13 july 1788" in article.index_text
    assert [notice["kind"] for notice in article.corrections] == ["correction"]
    page = Client().get("/corrections/").content.decode()
    assert "It fell on 13 July." in page


def test_the_desk_has_an_idea_and_texts_on_their_way(demo: Demo) -> None:
    plans = {plan.article.title: plan for plan in Plan.objects.select_related("article")}
    reviews = books.live_reviews()
    assert {title: status_of(plan.article, reviews) for title, plan in plans.items()} == {
        "Who owns the quay wall?": Status.IDEA,
        "What a lamp post costs": Status.DRAFT,
        "The choir that tunes to a boiler": Status.IN_REVIEW,
        "The ferry that waits a minute": Status.SCHEDULED,
    }
    ferry = plans["The ferry that waits a minute"].article
    assert articles.publishing(ferry).is_offered
