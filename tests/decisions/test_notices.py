"""Anybody sends a notice of illegal content; it is decided with a reason, and both sides appeal."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import words
from tweipress.comments.models import Comment
from tweipress.composed.appeals import answer
from tweipress.composed.notices import decide
from tweipress.core.state.outcome import Refused
from tweipress.decisions.models import Decision
from tweipress.http import limits
from tweipress.http.counts import Counts
from tweipress.moderation.appeals.actions import Answer
from tweipress.moderation.appeals.models import Appeal
from tweipress.moderation.notices.actions import Verdict
from tweipress.moderation.notices.models import KEPT, Notice

FORM = {"ground": "defamation", "text": "It says I steal honey.", "faith": "on"}
SENDER = {"name": "Wronged Wendy", "email": "wendy@example.org"}
QUEUE = "/moderation/notices/"


def sent(comment: Comment, **more: str) -> tuple[Client, str]:
    """Send a notice as a visitor; return their browser, and the address of the receipt."""
    browser = Client()
    address = f"http://localhost:8000/post/bees/#comment-{comment.pk}"
    answered = browser.post("/notices/", {"address": address, **FORM, **SENDER, **more})
    assert answered.status_code == 303, answered.content.decode()
    return browser, answered.headers["Location"]


def name(refused: Refused | None) -> str:
    return refused.name if refused else ""


def test_a_visitor_sends_a_notice_and_follows_it(stage: Stage, comment: Comment) -> None:
    browser, receipt = sent(comment)
    row = Notice.objects.get()
    assert (row.comment, row.article) == (comment.pk, comment.article_id)
    assert "Nobody has decided yet." in words(browser.get(receipt).content.decode())
    assert Client().get(receipt[:-2] + "x/").status_code == 404
    assert [each.to for each in mail.outbox] == [["wendy@example.org"]]
    assert "honey" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("address", "", 422),
        ("address", "https://elsewhere.example/post/bees/", 422),
        ("address", "/no/such/page/", 422),
        ("address", "javascript:alert(1)", 422),
        ("address", "http://[", 422),
        ("address", "x" * 501, 422),
        ("ground", "taste", 422),
        ("text", "", 422),
        ("text", "x" * 3001, 422),
        ("email", "nobody", 422),
        ("faith", "", 422),
        ("text", "\0", 400),
    ],
)
def test_a_notice_that_does_not_fit_is_not_taken(
    stage: Stage, field: str, value: str, status: int
) -> None:
    answered = Client().post("/notices/", {"address": "/", **FORM, field: value})
    assert answered.status_code == status
    assert not Notice.objects.exists()


def test_an_address_of_the_site_without_a_text_is_taken(stage: Stage) -> None:
    for address in ("/", "/member/author/", "/comments/99999999/like/", "/post/no-such-post/"):
        assert Client().post("/notices/", {"address": address, **FORM}).status_code in {303, 422}
    assert set(Notice.objects.values_list("comment", "article")) == {(None, None)}


def test_many_notices_need_a_puzzle(
    stage: Stage, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    answers = [Client().post("/notices/", {"address": "/", **FORM}) for _ in range(4)]
    assert [answered.status_code for answered in answers] == [303, 303, 303, 428]
    assert "data-puzzle" in Client().get("/notices/").content.decode()


def test_a_removal_after_a_notice_tells_both_and_names_neither(
    stage: Stage, comment: Comment
) -> None:
    browser, receipt = sent(comment)
    row = Notice.objects.get()
    queue = words(signed_in(stage.moderator).get(QUEUE).content.decode())
    assert "Buy my honey!" in queue
    form = {"outcome": "removed", "words": "A false claim, section 186.", "law": "yes"}
    seq = stage.seq()
    path = f"{QUEUE}{row.pk}/"
    assert signed_in(stage.moderator).post(path, form).status_code == 303
    assert stage.seq() == seq + 1
    told = words(browser.get(receipt).content.decode())
    assert "The comment was removed" in told
    assert "A false claim, section 186." in told
    assert len(mail.outbox) == 2
    own = words(signed_in(stage.commenter).get("/me/decisions/").content.decode())
    assert "Illegal content (against the law)" in own
    assert "after a notice of illegal content" in own
    assert "A false claim, section 186." in own
    log = words(Client().get("/moderation/log/").content.decode())
    post = signed_in(stage.reader).get("/post/bees/").content.decode()
    for secret in ("Wendy", "section 186"):
        assert secret not in log + post
    assert "Wendy" not in own
    again = signed_in(stage.juno).post(path, form)
    assert again.status_code == 409


def test_nobody_decides_about_their_own_comment_and_only_moderators_remove(
    stage: Stage, comment: Comment
) -> None:
    sent(comment)
    number = Notice.objects.get().pk
    remove = Verdict("removed", "Away.", is_legal=True)
    assert name(decide(id_of(stage.reader), number, remove)) == "ROLE_MISSING"
    assert name(decide(id_of(stage.operator), number, remove)) == "ROLE_MISSING"
    Comment.objects.update(writer=stage.juno)
    assert name(decide(id_of(stage.juno), number, remove)) == "OWN_CASE"
    assert Notice.objects.get().decided_at is None
    assert not Decision.objects.exists()


def test_who_sent_it_appeals_once_and_it_waits_again(stage: Stage, comment: Comment) -> None:
    browser, receipt = sent(comment)
    row = Notice.objects.get()
    early = browser.post(receipt, {"text": "Hurry."})
    assert early.status_code == 404
    stays = Verdict("nothing", "An opinion.", is_legal=False)
    assert decide(id_of(stage.moderator), row.pk, stays) is None
    assert browser.post(receipt, {"text": "It is no opinion."}).status_code == 303
    assert browser.post(receipt, {"text": "Again."}).status_code == 409
    appeal = Appeal.objects.get()
    lift = Answer("lifted", "Indeed.")
    assert name(answer(id_of(stage.moderator), appeal.pk, lift)) == "OTHER_ANSWERS"
    assert answer(id_of(stage.juno), appeal.pk, lift) is None
    assert Notice.objects.get().decided_at is None
    again = Verdict("removed", "A false claim.", is_legal=True)
    assert decide(id_of(stage.moderator), row.pk, again) is None
    assert "The comment was removed" in browser.get(receipt).content.decode()


def test_who_sent_a_notice_is_forgotten_a_year_later(stage: Stage, comment: Comment) -> None:
    sent(comment)
    stays = Verdict("nothing", "An opinion.", is_legal=False)
    assert decide(id_of(stage.moderator), Notice.objects.get().pk, stays) is None
    stage.books.clock.advance(int(KEPT.total_seconds()) + 1)
    sent(comment)
    assert decide(id_of(stage.moderator), Notice.objects.latest("pk").pk, stays) is None
    first, last = Notice.objects.order_by("pk")
    assert (first.name, first.email) == ("", "")
    assert last.email


def test_the_figures_of_a_year_are_public(stage: Stage, comment: Comment) -> None:
    sent(comment)
    stage.books.clock.advance(7200)
    stays = Verdict("acted", "The author has changed it.", is_legal=True)
    assert decide(id_of(stage.moderator), Notice.objects.get().pk, stays) is None
    year = Notice.objects.get().at.year
    page = words(Client().get(f"/moderation/report/{year}/").content.decode())
    assert re.search(r"Median time to a decision 2 hours", page)
    assert "Something else was done 1" in page
    assert "Defamation, insults 1" in page
    assert Client().get("/moderation/report/1066/").status_code == 404
    assert Client().get("/moderation/report/99999999999/").status_code == 404
