"""Refusals that can be retried say when, on a page and in a block, and change nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented, set_stage
from tests.lost_answers import lost_answers
from tweipress.articles.models import Article
from tweipress.bank import queries
from tweipress.bank.teller import teller
from tweipress.bank.transport import client as bank_client
from tweipress.comments.models import Comment
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.http.refusals import SPENT, retry_after_s
from tweipress.people.models import Member

HTMX = {"HX-Request": "true"}


@pytest.fixture
def stage(books: Any) -> Stage:
    """Return the cast, with an article that the reader and the commenter have read."""
    return set_stage(books)


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return the author's article, read by the commenter and the reader."""
    article = stage.publish(stage.author, "bees")
    for member in (stage.commenter, stage.reader):
        stage.read(member, article)
    return article


@pytest.fixture
def like_url(stage: Stage, article: Article) -> str:
    """Return where the commenter's comment is liked; the reader may."""
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-0"))
    stage.done(Grade(((stage.reader.pk, 0, 100_000),)))
    return f"/comments/{Comment.objects.get().pk}/like/"


def browser(member: Member) -> Client:
    """Return a browser in which a member is signed in."""
    client = Client()
    client.force_login(member)
    return client


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_full_queue_is_429_with_a_second_to_wait_and_the_like_can_be_sent_again(
    stage: Stage, like_url: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, seq = browser(stage.reader), stage.seq()
    with monkeypatch.context() as busy:
        busy.setattr(teller, "QUEUE_MAX", 0)
        refused = reader.post(like_url, {"key": "k1"}, headers=headers)
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    assert 'data-refusal="BOOKS_BUSY"' in refused.content.decode()
    assert (b"<html" in refused.content) is not bool(headers)
    assert stage.seq() == seq
    assert reader.post(like_url, {"key": "k1"}, headers=headers).status_code in {200, 303}
    assert stage.seq() == seq + 1


def test_a_full_queue_loses_no_text_and_no_draft(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = stage.seq()
    monkeypatch.setattr(teller, "QUEUE_MAX", 0)
    form = {"text": "Bees vote.", "key": "k1"}
    refused = browser(stage.commenter).post("/comments/on/bees/write/", form)
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    assert ">Bees vote.</textarea>" in refused.content.decode()
    draft = Article.objects.create(
        author=stage.critic, slug="wasps", title="Wasps", parts=3, words=300, time_to_read_s=60
    )
    refused = browser(stage.critic).post(f"/write/{draft.code}/publish/")
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    refused = browser(stage.reader).post("/read/bees/open/", {"key": "k2"}, headers=HTMX)
    assert (refused.status_code, refused["Retry-After"]) == (429, "1")
    assert stage.seq() == seq


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_books_that_nobody_keeps_are_503_with_seconds_to_wait(
    stage: Stage, like_url: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank_client, "PATIENCE_S", 0)
    seq = stage.seq()
    stage.books.service.teller.stop()
    refused = browser(stage.reader).post(like_url, {"key": "k1"}, headers=headers)
    assert (refused.status_code, refused["Retry-After"]) == (503, "10")
    assert stage.seq() == seq


def keys(page: bytes, path: str) -> set[str]:
    """Return the keys of the forms on a page that post to a path."""
    forms = re.findall(rb"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", page, re.DOTALL)
    named = [
        re.search(rb'name="key" value="([^"]*)"', inner)
        for address, inner in forms
        if address.decode() == path
    ]
    return {match[1].decode() for match in named if match}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_report_whose_answer_was_lost_is_shown_with_its_key_and_paid_for_once(
    stage: Stage, article: Article, headers: dict[str, str]
) -> None:
    author, seq, buy = browser(stage.author), stage.seq(), "/reports/bees/buy/"
    with lost_answers():
        refused = author.post(buy, {"key": "k1", "scope": "mine"}, headers=headers)
    assert refused.status_code == 503
    assert "It is not known whether this was done" in refused.content.decode()
    assert keys(refused.content, buy) == {"k1"}
    again = author.post(buy, {"key": "k1", "scope": "mine"}, headers=HTMX)
    assert again.status_code == 200
    assert "k1" not in keys(again.content, buy)
    assert stage.seq() == seq + 1


def test_only_the_form_that_was_sent_keeps_its_key(
    stage: Stage, like_url: str, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "QUEUE_MAX", 0)
    refused = browser(stage.reader).post(like_url, {"key": "k1"})
    assert keys(refused.content, like_url) == {"k1"}
    assert keys(refused.content, like_url.replace("like", "dislike")).isdisjoint({"k1"})
    assert "k1" not in keys(browser(stage.reader).get("/post/bees/").content, like_url)


@pytest.mark.parametrize("reason", sorted(SPENT, key=str))
def test_a_spent_quota_is_back_at_midnight(stage: Stage, reason: Refusal) -> None:
    stage.books.clock.advance(60)
    assert retry_after_s(refuse(reason)) == 86_400 - 60
    stage.books.clock.advance(86_400 - 60.5)
    assert retry_after_s(refuse(reason)) == 1


def test_where_waiting_does_not_help_nothing_is_said(stage: Stage, like_url: str) -> None:
    refused = browser(stage.outsider).post(like_url, {"key": "k1"})
    assert refused.status_code == 403
    assert "Retry-After" not in refused
    assert queries.standing(MemberId(stage.outsider.pk)) is not None
