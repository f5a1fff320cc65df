"""A moderator goes through the newest comments and removes one, with a reason."""

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tests.staff.conftest import browser
from tweipress.articles.models import Article
from tweipress.comments.models import REASON_MAX, Comment
from tweipress.staff.blocks import comments as block

LIST = "/staff/comments/"


def page(stage: Stage, query: str = "") -> str:
    response = browser(stage.moderator).get(LIST + query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_newest_comment_comes_first_and_names_its_post(stage: Stage, comment: Comment) -> None:
    article = Article.objects.get()
    stage.read(stage.critic, article)
    commented(deeds.write(stage.critic, article, "A second thought.", "form-2"))
    shown = page(stage)
    assert shown.index("A second thought.") < shown.index("honey!")
    assert f"/post/bees/#comment-{comment.pk}" in shown
    assert "Buy &lt;b&gt;my&lt;/b&gt; honey!" in shown


def test_a_comment_is_removed_with_a_reason_that_everyone_sees(
    stage: Stage, comment: Comment
) -> None:
    client = browser(stage.moderator)
    passed = client.post(f"{LIST}{comment.pk}/hide/", {"reason": "Advertising"}, follow=True)
    assert passed.redirect_chain == [(LIST, 303)]
    shown = passed.content.decode()
    assert "The comment is removed." in shown
    assert "Removed by a moderator: Advertising" in shown
    assert "honey!" not in shown
    kept = Comment.objects.get()
    assert (kept.hidden_reason, kept.hidden_by) == ("Advertising", stage.moderator)


@pytest.mark.parametrize(
    ("reason", "name", "status"),
    [
        ("", "REASON_MISSING", 422),
        ("  ", "REASON_MISSING", 422),
        ("<script>" + "x" * REASON_MAX, "TEXT_TOO_LONG", 422),
    ],
)
def test_a_reason_that_does_not_fit_is_kept_in_its_form(
    stage: Stage, comment: Comment, reason: str, name: str, status: int
) -> None:
    seq = stage.seq()
    refused = browser(stage.moderator).post(f"{LIST}{comment.pk}/hide/", {"reason": reason})
    shown = refused.content.decode()
    assert refused.status_code == status
    assert f'data-refusal="{name}"' in shown
    assert "<script>x" not in shown
    assert reason.replace("<script>", "&lt;script&gt;") in shown
    assert stage.seq() == seq
    assert Comment.objects.get().hidden_at is None


@pytest.mark.parametrize(
    ("number", "name", "status"),
    [
        ("77777", "UNKNOWN_COMMENT", 404),
        ("0", "UNKNOWN_COMMENT", 404),
        (str(2**63), "MALFORMED", 422),
        ("9" * 40, "MALFORMED", 422),
    ],
)
def test_a_comment_that_does_not_exist_is_named_so(
    stage: Stage, comment: Comment, number: str, name: str, status: int
) -> None:
    refused = browser(stage.moderator).post(f"{LIST}{number}/hide/", {"reason": "x"})
    assert refused.status_code == status
    assert f'data-refusal="{name}"' in refused.content.decode()


def test_a_comment_is_removed_by_a_form_alone(stage: Stage, comment: Comment) -> None:
    client = browser(stage.moderator)
    assert client.get(f"{LIST}{comment.pk}/hide/").status_code == 405
    assert client.post(f"{LIST}x/hide/", {"reason": "x"}).status_code == 404
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(stage.moderator)
    assert forged.post(f"{LIST}{comment.pk}/hide/", {"reason": "x"}).status_code == 403
    assert Comment.objects.get().hidden_at is None


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "9" * 19, "٣"])
def test_a_page_that_no_number_names_is_not_found(stage: Stage, before: str) -> None:
    assert browser(stage.moderator).get(f"{LIST}?before={before}").status_code == 404


def test_older_comments_are_on_further_pages(
    stage: Stage, comment: Comment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block, "ROWS", 1)
    article = Article.objects.get()
    stage.read(stage.critic, article)
    commented(deeds.write(stage.critic, article, "A second thought.", "form-2"))
    newest = Comment.objects.order_by("-pk")[0]
    assert f"?before={newest.pk}" in page(stage)
    older = page(stage, f"?before={newest.pk}")
    assert "honey!" in older
    assert "A second thought." not in older
    assert "Older comments" not in older
    assert "There are no older comments." in page(stage, f"?before={comment.pk}")


def test_a_comment_that_was_refused_is_not_listed(stage: Stage, comment: Comment) -> None:
    deeds.write(stage.outsider, Article.objects.get(), "I did not read this.", "form-3")
    assert "I did not read this." not in page(stage)
