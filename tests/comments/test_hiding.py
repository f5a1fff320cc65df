"""A moderator takes a comment off the page, with a reason that everyone sees."""

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments.models import REASON_MAX, Comment
from tweipress.core.state.outcome import Refused
from tweipress.security.models import SecurityEvent


@pytest.fixture
def comment(stage: Stage, article: Article) -> Comment:
    """Return the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Buy my honey!", "form-1"))
    return Comment.objects.get()


def test_a_removed_comment_shows_its_reason_and_not_its_text(
    stage: Stage, article: Article, comment: Comment
) -> None:
    assert deeds.hide(stage.moderator, comment.pk, " Advertising ") is None
    shown = deeds.thread(article, stage.reader).comments[0]
    assert (shown.is_hidden, shown.text, shown.hidden_reason) == (True, "", "Advertising")
    assert (shown.like, shown.dislike) == (None, None)
    assert Comment.objects.get().text == "Buy my honey!"
    event = SecurityEvent.objects.get(event="comment_hidden")
    assert (event.member, event.by) == (stage.commenter.pk, stage.moderator.pk)


def test_a_removed_comment_gives_its_bond_back(
    stage: Stage, article: Article, comment: Comment
) -> None:
    before_twei = stage.spendable_twei(stage.commenter)
    deeds.hide(stage.moderator, comment.pk, "Advertising")
    bond_twei = books.tariff().comment_bond_twei
    assert stage.spendable_twei(stage.commenter) == before_twei + bond_twei


def test_nobody_but_a_moderator_removes(stage: Stage, comment: Comment) -> None:
    for name in ("author", "commenter", "critic", "reader", "outsider"):
        refused = deeds.hide(stage.cast[name], comment.pk, "I dislike it")
        assert refused is not None, name
        assert refused.name == "ROLE_MISSING"
    assert Comment.objects.get().hidden_at is None


@pytest.mark.parametrize(
    ("reason", "name"),
    [
        ("", "REASON_MISSING"),
        ("  ", "REASON_MISSING"),
        ("x" * (REASON_MAX + 1), "TEXT_TOO_LONG"),
        ("\0!", "UNSTORABLE"),
    ],
)
def test_a_removal_needs_a_reason_that_fits(
    stage: Stage, comment: Comment, reason: str, name: str
) -> None:
    seq = stage.seq()
    refused = deeds.hide(stage.moderator, comment.pk, reason)
    assert isinstance(refused, Refused)
    assert refused.name == name
    assert stage.seq() == seq


def test_the_first_reason_stays(stage: Stage, comment: Comment) -> None:
    assert deeds.hide(stage.moderator, comment.pk, "Advertising") is None
    assert deeds.hide(stage.moderator, comment.pk, "Something else") is None
    assert Comment.objects.get().hidden_reason == "Advertising"


def test_a_settled_comment_can_still_be_taken_off_the_page(stage: Stage, comment: Comment) -> None:
    stage.books.clock.advance(books.tariff().settlement_s)
    stage.books.next_day()
    seq = stage.seq()
    assert deeds.hide(stage.moderator, comment.pk, "Advertising") is None
    assert Comment.objects.get().hidden_at is not None
    assert stage.seq() == seq
