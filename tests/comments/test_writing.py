"""A comment is saved first, paid for next, and public once it is posted."""

import secrets
from datetime import UTC, datetime

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented
from tests.lost_answers import lost_answers
from tweipress import bank
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments import actions, queries
from tweipress.comments.models import TEXT_MAX, Comment
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.language.refusals import sentence
from tweipress.people.models import Member


def write(member: Member, article: Article, text: str = "Bees vote.", key: str = "") -> object:
    """Write as a page does: with a key of its own."""
    return deeds.write(member, article, text, key or secrets.token_urlsafe(16))


def refusal(answered: object) -> str:
    """Return the name of what must be a refusal."""
    assert isinstance(answered, Refused), answered
    return answered.name


def test_a_comment_costs_its_tribute_and_its_bond_and_is_public(
    stage: Stage, article: Article
) -> None:
    before_twei = stage.spendable_twei(stage.commenter)
    written = write(stage.commenter, article)
    tariff = books.tariff()
    paid_twei = before_twei - stage.spendable_twei(stage.commenter)
    assert paid_twei == tariff.comment_twei + tariff.comment_bond_twei
    comment = Comment.objects.get()
    assert isinstance(written, bank.Receipt)
    assert comment.posting_seq == written.seq
    assert queries.counts([article.pk]) == {article.pk: 1}


def test_a_comment_is_dated_by_the_clock_of_the_books(stage: Stage, article: Article) -> None:
    stage.books.clock.advance(3600)
    write(stage.commenter, article)
    at_ms = Comment.objects.get().created.timestamp() * 1000
    assert at_ms == stage.books.clock.now_ms()


def test_the_same_form_sent_twice_is_one_comment_and_one_payment(
    stage: Stage, article: Article
) -> None:
    first = write(stage.commenter, article, key="form-1")
    seq = stage.seq()
    assert write(stage.commenter, article, key="form-1") == first
    assert (stage.seq(), Comment.objects.count()) == (seq, 1)


def test_the_same_form_with_another_text_is_refused_and_changes_nothing(
    stage: Stage, article: Article
) -> None:
    write(stage.commenter, article, "Bees vote.", "form-1")
    seq = stage.seq()
    assert refusal(write(stage.commenter, article, "Bees dance.", "form-1")) == "KEY_REUSED"
    assert (stage.seq(), Comment.objects.get().text) == (seq, "Bees vote.")


def test_the_same_form_on_another_article_is_refused(stage: Stage, article: Article) -> None:
    write(stage.commenter, article, key="form-1")
    other = stage.publish(
        stage.author, "seeds", importer=MemberId(stage.enter("op", 0, "operator").pk)
    )
    assert refusal(write(stage.commenter, other, key="form-1")) == "KEY_REUSED"


def test_two_members_may_use_the_same_form_key(stage: Stage, article: Article) -> None:
    commented(deeds.write(stage.commenter, article, "Bees vote.", "form-1"))
    commented(deeds.write(stage.critic, article, "Do they?", "form-1"))
    assert Comment.objects.count() == 2


def test_a_refused_text_is_kept_for_its_form_with_the_reason(
    stage: Stage, article: Article
) -> None:
    assert refusal(write(stage.outsider, article, "I know bees.")) == "LEVEL_TOO_LOW"
    form = deeds.thread(article, stage.outsider).form
    assert form is not None
    assert form.text == "I know bees."
    assert form.refused is not None
    assert form.refused.name == "LEVEL_TOO_LOW"
    assert "LVL 13" in sentence(form.refused)
    assert deeds.thread(article, stage.reader).comments == ()


def test_a_refused_text_can_be_mended_and_sent_again_in_its_form(
    stage: Stage, article: Article
) -> None:
    newcomer = stage.enter("newcomer", 100, "contributor")
    assert refusal(write(newcomer, article, "Unread.", "form-1")) == "NOT_READ"
    stage.read(newcomer, article)
    commented(deeds.write(newcomer, article, "Read.", "form-1"))
    comment = Comment.objects.get()
    assert (comment.text, comment.refusal, comment.refusal_figures) == ("Read.", "", {})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "TEXT_EMPTY"),
        (" \r\n\t ", "TEXT_EMPTY"),
        ("x" * (TEXT_MAX + 1), "TEXT_TOO_LONG"),
        ("x" * 100_000, "TEXT_TOO_LONG"),
        ("nul\0", "UNSTORABLE"),
    ],
)
def test_a_text_that_cannot_be_a_comment_is_refused_before_it_is_saved(
    stage: Stage, article: Article, text: str, name: str
) -> None:
    seq = stage.seq()
    assert refusal(write(stage.commenter, article, text)) == name
    assert (stage.seq(), Comment.objects.count()) == (seq, 0)


def test_a_text_of_exactly_the_longest_length_is_a_comment(stage: Stage, article: Article) -> None:
    commented(deeds.write(stage.commenter, article, "\r\n" + "ж" * TEXT_MAX, "form-1"))
    assert Comment.objects.get().text == "ж" * TEXT_MAX


def test_the_level_the_quota_and_the_funds_are_each_named(stage: Stage, article: Article) -> None:
    poor = stage.enter("poor", 12, "contributor")
    stage.read(poor, article)
    assert refusal(write(poor, article)) == "FUNDS_SHORT"
    broke = stage.enter("broke", 0, "contributor")
    stage.read(broke, article)
    assert refusal(write(broke, article)) == "AVAILABLE_SHORT"
    assert refusal(write(stage.reader, article)) == "LEVEL_TOO_LOW"
    for number in range(3):
        write(stage.commenter, article, f"Number {number}.")
    assert refusal(write(stage.commenter, article)) == "COMMENTS_SPENT"


def test_an_article_taken_back_takes_no_comments(stage: Stage, article: Article) -> None:
    stage.done(
        UndoArticle(
            member=MemberId(stage.author.pk), article=ArticleId(article.pk), reason="Wrong."
        )
    )
    assert refusal(write(stage.commenter, article)) == "ARTICLE_UNDONE"


def test_what_a_crash_left_posted_becomes_public_again(stage: Stage, article: Article) -> None:
    write(stage.commenter, article)
    posted = Comment.objects.get()
    Comment.objects.update(posting_seq=None)
    seq = stage.seq()
    assert actions.resume_open() == 1
    assert (stage.seq(), Comment.objects.get().posting_seq) == (seq, posted.posting_seq)
    assert actions.resume_open() == 0


def test_a_refused_text_that_is_paid_for_unchanged_becomes_public_after_a_crash(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer = stage.enter("newcomer", 100, "contributor")
    assert refusal(write(newcomer, article, "Bees vote.", "form-1")) == "NOT_READ"
    stage.read(newcomer, article)
    with monkeypatch.context() as crash:
        crash.setattr(actions, "_note", lambda *_: None)
        commented(deeds.write(newcomer, article, "Bees vote.", "form-1"))
    assert actions.resume_open() == 1
    assert [comment.text for comment in queries.public_on(ArticleId(article.pk))] == ["Bees vote."]


def left_open(stage: Stage, article: Article) -> Comment:
    """Save the commenter's comment as a crash would leave it before its act was sent."""
    return Comment.objects.create(
        article=article,
        writer=stage.commenter,
        text="Unsent.",
        form_key="form-1",
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_a_text_whose_act_is_under_way_cannot_be_exchanged(stage: Stage, article: Article) -> None:
    left_open(stage, article)
    assert refusal(write(stage.commenter, article, "Another.", "form-1")) == "KEY_REUSED"
    assert Comment.objects.get().text == "Unsent."


def test_what_a_crash_left_unposted_becomes_a_draft_that_can_be_sent(
    stage: Stage, article: Article
) -> None:
    left_open(stage, article)
    seq = stage.seq()
    assert actions.resume_open() == 1
    assert stage.seq() == seq
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert (form.key, form.text) == ("form-1", "Unsent.")
    commented(deeds.write(stage.commenter, article, form.text, form.key))
    assert len(deeds.thread(article, None).comments) == 1


@pytest.mark.parametrize("is_done", [True, False])
def test_a_comment_whose_answer_was_lost_is_public_as_soon_as_it_is_looked_up(
    stage: Stage, article: Article, is_done: bool
) -> None:
    with lost_answers(is_done=is_done):
        assert refusal(write(stage.commenter, article)) == "BOOKS_FAILED"
    assert actions.resume_open() == is_done
    assert (Comment.objects.get().posting_seq is not None) is is_done
    assert actions.resume_open() == 0
