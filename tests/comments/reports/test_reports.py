"""Members say that a comment breaks the rules: free, limited, and they hear what became of it."""

import pytest

from tests.comments import deeds
from tests.comments.rules.setting import rule
from tests.http.stage import Stage, commented, id_of, signed_in
from tweipress.articles.models import Article
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.comments.reports import actions, queries
from tweipress.comments.reports.models import A_DAY, WORDS_MAX, Report
from tweipress.core.ids import CommentId
from tweipress.core.state.outcome import Refused
from tweipress.people.models import Member


@pytest.fixture
def comment(stage: Stage, article: Article) -> CommentId:
    """Return the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Buy my honey!", "form-1"))
    return CommentId(Comment.objects.get().pk)


def report(member: Member, comment: int, reason: str = "spam", words: str = "") -> str:
    """Return what a member hears who reports a comment, empty if it is kept."""
    refused = actions.report(id_of(member), CommentId(comment), reason, words)
    return refused.name if refused else ""


def test_a_report_is_free_and_again_is_the_same(stage: Stage, comment: CommentId) -> None:
    seq = stage.seq()
    assert report(stage.reader, comment) == ""
    assert report(stage.reader, comment, "abuse", " He means me. ") == ""
    assert stage.seq() == seq
    kept = Report.objects.get()
    assert (kept.reason, kept.words) == ("abuse", "He means me.")
    assert [one.reports for one in queries.waiting(9)] == [1]


@pytest.mark.parametrize(
    ("reason", "words", "name"),
    [
        ("", "", "REASON_MISSING"),
        ("dislike", "", "REASON_MISSING"),
        ("spam", "x" * (WORDS_MAX + 1), "TEXT_TOO_LONG"),
        ("spam", "nul\0", "UNSTORABLE"),
    ],
)
def test_a_report_that_does_not_fit_is_refused(
    stage: Stage, comment: CommentId, reason: str, words: str, name: str
) -> None:
    assert report(stage.reader, comment, reason, words) == name


def test_nobody_reports_their_own_or_what_is_not_public(stage: Stage, comment: CommentId) -> None:
    assert report(stage.commenter, comment) == "OWN_COMMENT"
    assert report(stage.reader, comment + 1) == "UNKNOWN_COMMENT"
    Comment.objects.update(posting_seq=None)
    assert report(stage.reader, comment) == "UNKNOWN_COMMENT"


def test_a_member_has_so_many_reports_a_day(stage: Stage, comment: CommentId) -> None:
    shown = Comment.objects.get()
    for number in range(A_DAY):
        shown.pk, shown.form_key = None, f"copy-{number}"
        shown.save(force_insert=True)
        assert report(stage.reader, shown.pk) == ""
    assert report(stage.reader, comment) == "REPORTS_SPENT"
    stage.books.clock.advance(24 * 3600)
    assert report(stage.reader, comment) == ""


def test_a_removal_and_a_keeping_are_told_to_all_who_reported(
    stage: Stage, comment: CommentId
) -> None:
    for member in (stage.reader, stage.critic):
        assert report(member, comment) == ""
    assert actions.keep(id_of(stage.moderator), comment) is None
    again = actions.keep(id_of(stage.moderator), comment)
    assert isinstance(again, Refused)
    assert again.name == "ALREADY_DECIDED"
    assert report(stage.reader, comment) == ""  # it was decided, and stays
    assert [one.outcome for one in queries.decided_reports_of(id_of(stage.reader))] == ["kept"]
    assert report(stage.outsider, comment) == ""
    assert comments.hide(id_of(stage.moderator), comment, "Advertising") is None
    assert [one.outcome for one in queries.decided_reports_of(id_of(stage.outsider))] == ["acted"]


def test_many_reports_hide_only_if_a_rule_says_so_and_only_trusted_ones(
    stage: Stage, article: Article, comment: CommentId
) -> None:
    assert report(stage.reader, comment) == ""
    Report.objects.update(is_trusted=True)
    rule(reports_hide=2)
    assert report(stage.outsider, comment) == ""  # is not trusted
    assert not deeds.thread(article, None).comments[0].is_hidden
    rule(reports_hide=1)
    assert report(stage.critic, comment) == ""
    shown = deeds.thread(article, None).comments[0]
    assert (shown.is_hidden, shown.is_provisional, shown.text) == (True, True, "")
    assert comments.restore(id_of(stage.moderator), comment) is None
    assert deeds.thread(article, None).comments[0].text == "Buy my honey!"


def test_a_page_asks_for_the_reason_and_the_list_says_what_became_of_it(
    stage: Stage, comment: CommentId
) -> None:
    browser, path = signed_in(stage.reader), f"/comments/{comment}/report/"
    assert "Buy my honey!" in browser.get(path).content.decode()
    assert browser.post(path, {"reason": ""}).status_code == 422
    assert browser.post(path, {"reason": "spam"}).status_code == 303
    assert "waits for a moderator" in browser.get("/me/reports/").content.decode()
    actions.keep(id_of(stage.moderator), comment)
    assert "The comment stays" in browser.get("/me/reports/").content.decode()
    for path in ("/post/bees/", f"/comments/{comment}/report/"):
        assert ">reader<" not in signed_in(stage.critic).get(path).content.decode()
