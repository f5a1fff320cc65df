"""The form that buys a report in a browser."""

import re

import pytest
from django.test import Client

from tests.http.stage import Stage, signed_in
from tweipress.articles.models import Article
from tweipress.core.acts.calendar.close_day import CloseDay

BUY = "/reports/bees/buy/"
HTMX = {"HX-Request": "true"}


def words(page: bytes) -> str:
    """Return what a reader of the page sees, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.decode()).split())


def test_a_report_leads_back_to_the_block(stage: Stage, article: Article) -> None:
    answered = signed_in(stage.author).post(BUY, {"scope": "mine", "key": "k1"})
    assert (answered.status_code, answered["Location"]) == (303, "/post/bees/#reports")


def test_with_a_script_the_block_shows_the_report_label_by_label(
    stage: Stage, article: Article
) -> None:
    client = signed_in(stage.author)
    answered = client.post(BUY, {"scope": "mine", "key": "k1"}, headers=HTMX)
    assert answered.status_code == 200
    assert answered.content.lstrip().startswith(b'<section class="reports" id="reports"')
    page = words(answered.content)
    assert (
        "Post Profit Earned for Pluses 0 Comment Rewards 0 Likes Own 0 Likes Commenter 0"
        " Likes Author 0 Dislikes Author 0 Profit Subtotal, Twei 0" in page
    )
    assert (
        "Post Loss Spent for Minuses 0 Comment Tributes 0 Dislikes Own 0 Dislikes Commenter 0"
        " Post Publish Tribute 50 PnL Reports 1 Loss Subtotal, Twei 51" in page
    )
    assert "Total Twei Earned: −51 Price for report instance: 1 Twei" in page
    assert b'data-twei="-51"' in answered.content


def test_an_older_key_shows_the_report_it_bought(stage: Stage, article: Article) -> None:
    client = signed_in(stage.author)
    client.post(BUY, {"scope": "mine", "key": "k1"})
    stage.books.clock.advance(60)
    client.post(BUY, {"scope": "mine", "key": "k2"})
    again = client.post(BUY, {"scope": "mine", "key": "k1"}, headers=HTMX)
    assert "PnL Reports 1 Loss" in words(again.content)
    assert "Your other reports" in words(again.content)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("who", "form", "status", "name"),
    [
        ("author", {"scope": "whole", "key": "k"}, 409, "TOO_FEW_MEMBERS"),
        ("author", {"scope": "<b>", "key": "k"}, 422, "REPORT_SCOPE_WRONG"),
        ("author", {"key": "k"}, 422, "REPORT_SCOPE_WRONG"),
        ("author", {"scope": "mine"}, 422, "MALFORMED"),
        ("author", {"scope": "mine", "key": "k" * 5000}, 422, "MALFORMED"),
        ("penniless", {"scope": "mine", "key": "k"}, 402, "FUNDS_SHORT"),
    ],
)
def test_what_cannot_be_bought_is_said_in_the_block(
    stage: Stage,
    article: Article,
    who: str,
    form: dict[str, str],
    status: int,
    name: str,
    headers: dict[str, str],
) -> None:
    stage.enter("penniless")
    seq = stage.seq()
    answered = signed_in(stage.cast[who]).post(BUY, form, headers=headers)
    assert answered.status_code == status
    assert answered.content.count(f'data-refusal="{name}"'.encode()) == 1
    assert b"Post Profit" in answered.content
    assert stage.seq() == seq


def test_while_no_day_is_open_no_report_is_bought(stage: Stage, article: Article) -> None:
    stage.done(CloseDay())
    seq = stage.seq()
    client = signed_in(stage.author)
    answered = client.post(BUY, {"scope": "mine", "key": "k"})
    assert answered.status_code == 409
    assert b'data-refusal="DAY_CLOSED"' in answered.content
    assert stage.seq() == seq
    stage.books.tick()
    assert client.post(BUY, {"scope": "mine", "key": "k"}).status_code == 303


def test_a_visitor_is_sent_to_sign_in(stage: Stage, article: Article) -> None:
    answered = Client().post(BUY, {"scope": "mine", "key": "k"})
    there = "/accounts/login/?next=/post/bees/%23reports"
    assert (answered.status_code, answered["Location"]) == (303, there)


def test_an_unknown_article_has_no_reports(stage: Stage, article: Article) -> None:
    form = {"scope": "mine", "key": "k"}
    assert signed_in(stage.author).post("/reports/wasps/buy/", form).status_code == 404


def test_a_report_is_bought_by_a_form_with_its_token_alone(stage: Stage, article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.author)
    seq = stage.seq()
    assert client.post(BUY, {"scope": "mine", "key": "k"}).status_code == 403
    assert client.get(BUY).status_code == 405
    assert stage.seq() == seq
