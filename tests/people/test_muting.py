"""Members mute and block each other: privately, within a bound, and votes count as ever."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import Stage, commented, id_of, set_stage, signed_in
from tests.scratch_books import BooksStage
from tweipress.articles.models import Article
from tweipress.pages.muting import replies
from tweipress.people.models import Member
from tweipress.people.muting import actions
from tweipress.people.muting.actions import Wish
from tweipress.people.muting.models import Muting

LIST, FOLDED = "/me/muted/", "A comment of a member whom you have muted"


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """The cast, an article that all have read, and a comment of the commenter's."""
    stage = set_stage(books)
    article = stage.publish_and_read()
    commented(deeds.write(stage.commenter, article, "Buy my honey!", "form-1"))
    return stage


def page(member: Member | None) -> str:
    browser = signed_in(member) if member else Client()
    return browser.get("/post/bees/").content.decode()


@pytest.mark.parametrize("wish", ["mute", "block"])
def test_comments_of_a_muted_member_are_folded_for_one_reader_alone(
    stage: Stage, wish: str
) -> None:
    form = {"name": "commenter", "wish": wish, "back_to": "/member/commenter/"}
    answered = signed_in(stage.critic).post(LIST, form)
    assert answered.headers["Location"] == "/member/commenter/"
    shown = page(stage.critic)
    assert FOLDED in shown
    assert "Buy my honey!" in shown
    assert 'action="/comments/' in shown
    for other in (stage.reader, stage.commenter, None):
        assert FOLDED not in page(other)
    assert "critic" not in signed_in(stage.commenter).get(LIST).content.decode()


def test_taking_somebody_off_the_list_shows_them_again(stage: Stage) -> None:
    browser = signed_in(stage.critic)
    for wish in ("mute", "block", "block", "neither", "neither"):
        assert browser.post(LIST, {"name": "commenter", "wish": wish}).status_code == 303
    assert not Muting.objects.exists()
    assert FOLDED not in page(stage.critic)


@pytest.mark.parametrize(
    ("form", "is_barred"),
    [
        ({"text": "What @Critic said."}, True),
        ({"text": "@critic, no."}, True),
        ({"text": "A critical word."}, False),
        ({"text": "critic@example.org, @criticism, @@critic"}, False),
        ({"text": "No.", "parent": "theirs"}, True),
        ({"text": "No.", "parent": "other"}, False),
        ({"text": "No.", "parent": "9" * 400}, False),
    ],
)
def test_who_is_blocked_neither_answers_nor_mentions(
    stage: Stage, form: dict[str, str], is_barred: bool
) -> None:
    critic, reader, article = id_of(stage.critic), stage.reader, Article.objects.get()
    commented(deeds.write(stage.critic, article, "Mine.", "form-2"))
    theirs = article.comments.get(writer=stage.critic).pk
    other = article.comments.get(writer=stage.commenter).pk
    numbers = {"theirs": str(theirs), "other": str(other)}
    sent = {**form, "parent": numbers.get(form.get("parent", ""), form.get("parent", ""))}
    assert replies.refusal(id_of(reader), sent) is None
    assert actions.settle(critic, id_of(reader), Wish.MUTE) is None
    assert replies.refusal(id_of(reader), sent) is None
    assert actions.settle(critic, id_of(reader), Wish.BLOCK) is None
    assert (replies.refusal(id_of(reader), sent) is not None) == is_barred


def test_a_form_that_addresses_who_blocks_says_so_and_keeps_its_text(stage: Stage) -> None:
    assert actions.settle(id_of(stage.reader), id_of(stage.commenter), Wish.BLOCK) is None
    seq, form = stage.seq(), {"text": "Hear, @reader!", "key": "form-3"}
    answered = signed_in(stage.commenter).post("/comments/on/bees/write/", form)
    assert answered.status_code == 403
    assert 'data-refusal="BLOCKED"' in answered.content.decode()
    assert "Hear, @reader!" in answered.content.decode()
    assert stage.seq() == seq


def test_a_vote_of_somebody_blocked_counts(stage: Stage) -> None:
    assert actions.settle(id_of(stage.commenter), id_of(stage.critic), Wish.BLOCK) is None
    comment = Article.objects.get().comments.get()
    commented(deeds.like(stage.critic, comment.pk, "like-1"))


@pytest.mark.parametrize(
    ("name", "wish", "refusal"),
    [
        ("critic", "mute", "MALFORMED"),
        ("nobody-of-that-name", "mute", "UNKNOWN_MEMBER"),
        ("commenter", "kill", "MALFORMED"),
        ("commenter", "", "MALFORMED"),
    ],
)
def test_a_form_that_does_not_fit_mutes_nobody(
    stage: Stage, name: str, wish: str, refusal: str
) -> None:
    answered = signed_in(stage.critic).post(LIST, {"name": name, "wish": wish})
    assert f'data-refusal="{refusal}"' in answered.content.decode()
    assert not Muting.objects.exists()


def test_a_full_list_takes_nobody_more(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    assert actions.settle(id_of(stage.critic), id_of(stage.commenter), Wish.MUTE) is None
    refused = actions.settle(id_of(stage.critic), id_of(stage.reader), Wish.MUTE)
    assert refused is not None
    assert refused.name == "MUTINGS_MANY"
    assert actions.settle(id_of(stage.critic), id_of(stage.commenter), Wish.BLOCK) is None


def test_a_visitors_page_asks_nothing_and_a_members_once(stage: Stage) -> None:
    for member, times in ((None, 0), (stage.critic, 1)):
        browser = signed_in(member) if member else Client()
        browser.get("/post/bees/")
        with CaptureQueriesContext(connection) as asked:
            browser.get("/post/bees/?again=1")
        assert sum("muting_muting" in each["sql"] for each in asked) == times


def test_who_leaves_is_on_nobodys_list_and_has_none(stage: Stage) -> None:
    critic, commenter = id_of(stage.critic), id_of(stage.commenter)
    assert actions.settle(critic, commenter, Wish.MUTE) is None
    assert actions.settle(commenter, critic, Wish.BLOCK) is None
    actions.forget(critic)
    assert not Muting.objects.exists()
