"""A comment that waits for a moderator moves nothing until one approves, and then once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from tests.comments import deeds
from tests.comments.rules.setting import rule
from tests.http.stage import Stage, id_of
from tests.lost_answers import lost_answers
from tweipress.articles.models import Article
from tweipress.bank import Receipt, clock
from tweipress.bank import queries as books
from tweipress.comments import actions as comments
from tweipress.comments import queries
from tweipress.comments.holding import actions
from tweipress.comments.holding import queries as holding
from tweipress.comments.holding.actions import Approved
from tweipress.comments.holding.models import HELD_MAX, Held
from tweipress.comments.models import Comment
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.ids import ArticleId, CommentId
from tweipress.core.rules.prices import comment_price
from tweipress.core.state.outcome import Refused


def name_of(answered: object) -> str:
    """Return the name of what must be a refusal."""
    assert isinstance(answered, Refused), answered
    return answered.name


def held(
    stage: Stage, article: Article, key: str = "form-1", text: str = "Bees vote."
) -> CommentId:
    """Let the commenter write a comment that has to wait."""
    assert name_of(deeds.write(stage.commenter, article, text, key)) == "COMMENT_HELD"
    return CommentId(Comment.objects.get(form_key=key, writer=stage.commenter).pk)


def approve(stage: Stage, comment: CommentId) -> object:
    """Let the moderator approve a comment."""
    return actions.approve(id_of(stage.moderator), comment)


def decline(stage: Stage, comment: CommentId, reason: str = "Off topic.") -> Refused | None:
    """Let the moderator decline a comment."""
    return actions.decline(id_of(stage.moderator), comment, reason)


def texts(article: Article) -> list[str]:
    """Return what readers see."""
    return [one.text for one in queries.public_on(ArticleId(article.pk))]


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return an article whose comments wait for a moderator."""
    made = stage.publish_and_read()
    rule(mode="before")
    return made


def test_nothing_moves_while_a_comment_waits_and_only_its_writer_sees_it(
    stage: Stage, article: Article
) -> None:
    seq = stage.seq()
    held(stage, article)
    assert (stage.seq(), texts(article)) == (seq, [])
    assert [one.text for one in deeds.thread(article, stage.commenter).waiting] == ["Bees vote."]
    assert deeds.thread(article, stage.reader).waiting == ()


def test_the_same_form_again_says_the_same_and_another_text_is_refused(
    stage: Stage, article: Article
) -> None:
    held(stage, article)
    held(stage, article)
    assert name_of(deeds.write(stage.commenter, article, "Other.", "form-1")) == "KEY_REUSED"
    assert Held.objects.count() == 1


def test_an_approved_comment_is_paid_once_and_public(stage: Stage, article: Article) -> None:
    before_twei, comment = stage.spendable_twei(stage.commenter), held(stage, article)
    assert approve(stage, comment) is Approved.PUBLISHED
    paid_twei = before_twei - stage.spendable_twei(stage.commenter)
    assert paid_twei == comment_price(books.tariff()).total_twei
    assert texts(article) == ["Bees vote."]
    seq = stage.seq()
    assert name_of(approve(stage, comment)) == "ALREADY_DECIDED"
    assert name_of(decline(stage, comment)) == "ALREADY_DECIDED"
    again = deeds.write(stage.commenter, article, "Bees vote.", "form-1")
    assert isinstance(again, Receipt)
    assert stage.seq() == seq


def test_a_newsroom_does_not_wait(stage: Stage, article: Article) -> None:
    assert isinstance(deeds.write(stage.moderator, article, "Welcome.", "form-1"), Receipt)


def test_gates_are_asked_when_it_is_sent_and_again_when_it_is_approved(
    stage: Stage, article: Article
) -> None:
    assert name_of(deeds.write(stage.outsider, article, "I know.", "form-0")) == "LEVEL_TOO_LOW"
    comment = held(stage, article)
    act = UndoArticle(id_of(stage.author), ArticleId(article.pk), "Wrong.")
    stage.done(act)
    seq = stage.seq()
    assert approve(stage, comment) is Approved.ASKED
    assert stage.seq() == seq
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert form.refused is not None
    assert form.refused.name == "ARTICLE_UNDONE"


def test_a_price_that_rose_asks_the_writer_again(stage: Stage, article: Article) -> None:
    comment = held(stage, article)
    price_twei = comment_price(books.tariff()).total_twei
    Held.objects.update(agreed_twei=price_twei - 1)  # as if the tariff had changed since
    seq = stage.seq()
    assert approve(stage, comment) is Approved.ASKED
    assert (stage.seq(), texts(article)) == (seq, [])
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert form.refused is not None
    assert form.refused.figures == {"price_twei": price_twei, "agreed_twei": price_twei - 1}
    assert isinstance(deeds.write(stage.commenter, article, form.text, form.key), Receipt)
    assert texts(article) == ["Bees vote."]


def test_a_changed_text_of_an_approved_comment_waits_again(stage: Stage, article: Article) -> None:
    comment = held(stage, article)
    Held.objects.update(agreed_twei=1)
    approve(stage, comment)
    held(stage, article, text="Buy honey!")


def test_a_declined_comment_goes_back_with_the_reason_and_waits_when_sent_again(
    stage: Stage, article: Article
) -> None:
    comment, seq = held(stage, article), stage.seq()
    assert decline(stage, comment) is None
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert form.refused is not None
    assert (form.refused.name, form.refused.figures) == ("COMMENT_DECLINED", {"why": "Off topic."})
    assert name_of(approve(stage, comment)) == "ALREADY_DECIDED"
    rule(mode="after")
    held(stage, article, text="Bees vote, says the text.")
    assert Held.objects.get().why == "again"
    assert stage.seq() == seq


def test_a_writer_takes_their_own_back_and_nobody_elses(stage: Stage, article: Article) -> None:
    comment = held(stage, article)
    assert name_of(actions.take_back(id_of(stage.critic), comment)) == "UNKNOWN_HELD"
    assert actions.take_back(id_of(stage.commenter), comment) is None
    assert name_of(approve(stage, comment)) == "ALREADY_DECIDED"
    form = deeds.thread(article, stage.commenter).form
    assert form is not None
    assert form.text == "Bees vote."


def test_what_nobody_decides_goes_back_after_its_days(stage: Stage, article: Article) -> None:
    held(stage, article)
    assert not holding.is_due()
    stage.books.clock.advance(timedelta(days=7).total_seconds())
    assert holding.is_due()
    assert (actions.expire(), actions.expire(), holding.is_due()) == (1, 0, False)
    assert Comment.objects.get().refusal == "COMMENT_EXPIRED"
    since = clock.now() - timedelta(days=1)
    assert [one.state for one in holding.decided_of(id_of(stage.commenter), since)] == ["expired"]


def test_only_moderators_decide_and_never_about_their_own(stage: Stage, article: Article) -> None:
    comment = held(stage, article)
    for name in ("author", "commenter", "critic", "reader", "outsider"):
        by = id_of(stage.cast[name])
        assert name_of(actions.approve(by, comment)) == "ROLE_MISSING"
        assert name_of(actions.decline(by, comment, "No.")) == "ROLE_MISSING"
    Comment.objects.update(writer=stage.moderator)
    assert name_of(approve(stage, comment)) == "OWN_COMMENT"
    assert name_of(decline(stage, comment, "")) == "REASON_MISSING"
    assert name_of(approve(stage, CommentId(2**62))) == "UNKNOWN_HELD"


def test_a_member_has_only_so_many_that_wait(stage: Stage, article: Article) -> None:
    for number in range(HELD_MAX):
        held(stage, article, f"form-{number}")
    refused = deeds.write(stage.commenter, article, "One more.", "form-x")
    assert name_of(refused) == "HELD_MANY"


@pytest.mark.parametrize("is_done", [True, False])
def test_an_approval_whose_answer_was_lost_is_paid_once_at_most(
    stage: Stage, article: Article, is_done: bool
) -> None:
    comment, seq = held(stage, article), stage.seq()
    with lost_answers(is_done=is_done):
        assert approve(stage, comment) is Approved.ASKED
    assert name_of(decline(stage, comment)) == "ALREADY_DECIDED"
    comments.resume_open()
    assert (texts(article) == ["Bees vote."]) is is_done
    assert isinstance(deeds.write(stage.commenter, article, "Bees vote.", "form-1"), Receipt)
    assert (stage.seq(), texts(article)) == (seq + 1, ["Bees vote."])


def test_a_process_killed_within_an_approval_leaves_a_text_that_can_be_sent(
    stage: Stage, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    comment, seq = held(stage, article), stage.seq()

    def killed(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        approve(stage, comment)
    assert comments.resume_open() == 1
    assert (stage.seq(), texts(article)) == (seq, [])
    assert isinstance(deeds.write(stage.commenter, article, "Bees vote.", "form-1"), Receipt)
    assert stage.seq() == seq + 1


def test_two_moderators_and_the_writer_at_once_end_a_wait_once(
    stage: Stage, article: Article
) -> None:
    other = stage.enter("second", 0, "moderator")
    deciders = (
        lambda number: actions.approve(id_of(stage.moderator), number),
        lambda number: actions.approve(id_of(other), number),
        lambda number: actions.decline(id_of(other), number, "No."),
        lambda number: actions.take_back(id_of(stage.commenter), number),
    )
    for turn in range(3):
        comment, seq = held(stage, article, f"form-{turn}"), stage.seq()

        def alone(number: int, comment: CommentId = comment) -> object:
            try:
                return deciders[number](comment)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(deciders)) as pool:
            answers = list(pool.map(alone, range(len(deciders))))
        ended = [one for one in answers if not isinstance(one, Refused)]
        assert len(ended) == 1, answers
        is_public = Comment.objects.get(pk=comment).posting_seq is not None
        assert is_public is (ended == [Approved.PUBLISHED])
        assert stage.seq() == seq + int(is_public)
