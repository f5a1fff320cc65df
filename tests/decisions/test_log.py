"""The public log: every decision, and nobody's name."""

import pytest
from django.test import Client

from tests.decisions.conftest import decided
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import words
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.core.ids import CommentId
from tweipress.decisions import queries
from tweipress.decisions.models import Decision

LOG = "/moderation/log/"


def test_a_removal_is_in_the_log_with_its_article_and_without_its_text(
    stage: Stage, comment: Comment
) -> None:
    moderator, number = id_of(stage.moderator), CommentId(comment.pk)
    assert comments.hide(moderator, number, "Advertising for commenter's shop") is None
    assert comments.hide(moderator, number, "Once more") is None
    page = Client().get(LOG).content.decode()
    assert f"/post/bees/#comment-{comment.pk}" in page
    assert words(page).count("A comment was removed") == 1
    for secret in ("honey", "commenter", "moderator's", "shop"):
        assert secret not in words(page)


def test_a_mute_is_in_the_log_without_a_name_or_an_article(stage: Stage, comment: Comment) -> None:
    decided(stage, "mute", comment=comment.pk, article=comment.article_id)
    page = Client().get(LOG).content.decode()
    assert "A member was muted Advertising or spam 3 days" in words(page)
    assert "/post/bees/" not in page
    for secret in ("commenter", "Three shops", "bees", "moderator "):
        assert secret not in words(page).replace("moderators ", "")


def test_who_it_is_about_reads_the_reason_and_not_who_decided(stage: Stage) -> None:
    decided(stage, "warn")
    page = words(signed_in(stage.commenter).get("/me/decisions/").content.decode())
    assert "Three shops in a day." in page
    assert "by moderator" not in page
    other = words(signed_in(stage.reader).get("/me/decisions/").content.decode())
    assert "Nothing was decided about you, ever." in other


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("2026/12/", 200),
        ("2026/13/", 404),
        ("2026/0/", 404),
        ("99999999999/1/", 404),
        ("9999/12/", 404),
        ("?before=x", 404),
        ("?before=" + "9" * 400, 404),
        ("?before=99999999999999999", 200),
    ],
)
def test_a_page_of_the_log_that_nobody_made(stage: Stage, path: str, status: int) -> None:
    assert Client().get(LOG + path).status_code == status


def test_a_month_leads_to_those_beside_it_that_have_something(stage: Stage) -> None:
    decided(stage, "warn")
    first = Decision.objects.get().at
    later = queries.month(first.year + 1, 1)
    assert later.earlier is not None
    assert later.later is None
    assert queries.month(first.year - 1, 12).later is not None
    assert not later.rows


def test_decisions_about_a_member_since_a_time(stage: Stage) -> None:
    row = decided(stage, "warn")
    assert not queries.since(id_of(stage.commenter), row.at).exists()
    stage.books.clock.advance(5)
    mute = decided(stage, "mute")
    assert list(queries.since(id_of(stage.commenter), row.at)) == [mute]
