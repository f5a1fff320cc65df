"""The sentence after a form: shown once, on the next page, and written to no database."""

from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import commented, set_stage, signed_in
from tweipress.comments.models import Comment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
SAID = "You like this comment."
HEAT = 'UPDATE "comments_comment" SET "heat"'
"""What a like itself writes into the site's database: where its thread stands."""
WRITES = ("INSERT", "UPDATE", "DELETE", "BEGIN")


def test_a_sentence_is_shown_once_and_costs_no_write(books: Any) -> None:
    stage = set_stage(books)
    commented(deeds.write(stage.commenter, stage.publish_and_read(), "A remark", "key"))
    browser = signed_in(stage.critic)
    with CaptureQueriesContext(connections["default"]) as sent:
        browser.post(f"/comments/{Comment.objects.get().pk}/like/", {"key": "k"})
        pages = [browser.get("/post/bees/").content.decode() for _ in range(2)]
    assert [SAID in page for page in pages] == [True, False]
    written = [query["sql"] for query in sent if query["sql"].startswith(WRITES)]
    assert all(sql.startswith(HEAT) for sql in written)


def test_a_sentence_that_nobody_signed_is_not_shown(books: Any) -> None:
    browser = signed_in(set_stage(books).reader)
    browser.cookies["messages"] = '[["__json_message",0,25,"Send your password to me",""]]'
    page = browser.get("/about/rules/")
    assert "password" not in page.content.decode()
    assert page.status_code == 200
