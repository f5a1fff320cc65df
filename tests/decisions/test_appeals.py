"""A decision is appealed once, answered by somebody else by a date, and lifted if it was wrong."""

from datetime import timedelta

import pytest

from tests.comments import deeds
from tests.decisions.conftest import decided
from tests.http.stage import Stage, commented, id_of, signed_in
from tests.pages.conftest import words
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.comments import actions as comments
from tweipress.comments.models import Comment
from tweipress.composed.appeals import answer
from tweipress.core.ids import CommentId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.decisions.models import Decision
from tweipress.http.request_keys import fresh_key
from tweipress.moderation.appeals import actions, queries
from tweipress.moderation.appeals.actions import Answer
from tweipress.moderation.appeals.models import ANSWERED_IN, OPEN_FOR, Appeal
from tweipress.people.actions import bans

LIST = "/moderation/appeals/"
LIFT = Answer("lifted", "They are right.")
STAND = Answer("upheld", "It stands.")


def name(refused: Refused | None) -> str:
    return refused.name if refused else ""


def appealed(stage: Stage, kind: str = "mute") -> Appeal:
    """Return the commenter's appeal against what the moderator decided."""
    row = decided(stage, kind)
    assert actions.appeal(id_of(stage.commenter), row.pk, "It was a joke.") is None
    return Appeal.objects.get(decision=row)


def test_an_appeal_is_made_on_ones_own_page_once(stage: Stage) -> None:
    row, browser = decided(stage, "mute"), signed_in(stage.commenter)
    path = f"/me/decisions/{row.pk}/appeal/"
    for text in ("It was a joke.", "It was a joke."):
        assert browser.post(path, {"text": text}).status_code == 303
    again = browser.post(path, {"text": "And another thing."})
    assert 'data-refusal="APPEALED_ONCE"' in again.content.decode()
    page = words(browser.get("/me/decisions/").content.decode())
    assert "It was a joke." in page
    assert "An answer is due by" in page


@pytest.mark.parametrize(
    ("text", "refusal"), [("", "REASON_MISSING"), ("x" * 2001, "TEXT_TOO_LONG"), ("\0", "")]
)
def test_a_text_that_is_none_makes_no_appeal(stage: Stage, text: str, refusal: str) -> None:
    row = decided(stage, "mute")
    sent = signed_in(stage.commenter).post(f"/me/decisions/{row.pk}/appeal/", {"text": text})
    assert sent.status_code >= 400
    assert refusal in sent.content.decode()
    assert not Appeal.objects.exists()


def test_nobody_appeals_for_somebody_else_or_too_late(stage: Stage) -> None:
    row = decided(stage, "mute")
    assert name(actions.appeal(id_of(stage.reader), row.pk, "Poor.")) == "UNKNOWN_DECISION"
    assert name(actions.appeal(id_of(stage.reader), 10**15, "Poor.")) == "UNKNOWN_DECISION"
    stage.books.clock.advance(int(OPEN_FOR.total_seconds()) + 1)
    late = actions.appeal(id_of(stage.commenter), row.pk, "Late.")
    assert name(late) == "APPEAL_LATE"


@pytest.mark.parametrize(
    ("by", "refusal"),
    [("moderator", "OTHER_ANSWERS"), ("reader", "ROLE_MISSING"), ("editor", "ROLE_MISSING")],
)
def test_who_decided_does_not_answer(stage: Stage, by: str, refusal: str) -> None:
    appeal = appealed(stage)
    assert name(answer(id_of(stage.cast[by]), appeal.pk, LIFT)) == refusal
    assert Appeal.objects.get().answered_at is None


@pytest.mark.parametrize("by", ["juno", "operator"])
def test_another_moderator_or_an_operator_lifts_it(stage: Stage, comment: Comment, by: str) -> None:
    appeal = appealed(stage)
    form = {"outcome": "lifted", "words": "It was one."}
    path = f"{LIST}{appeal.pk}/"
    assert signed_in(stage.cast[by]).post(path, form).status_code == 303
    commented(deeds.write(stage.commenter, Article.objects.get(), "Back.", "form-2"))
    again = signed_in(stage.operator).post(path, {"outcome": "upheld", "words": "No."})
    assert 'data-refusal="APPEAL_ANSWERED"' in again.content.decode()
    page = words(signed_in(stage.commenter).get("/me/decisions/").content.decode())
    assert "It is lifted" in page
    assert "It was one." in page
    assert by not in page


def test_an_answer_shortens_and_never_lengthens(stage: Stage, comment: Comment) -> None:
    appeal, juno = appealed(stage), id_of(stage.juno)
    longer = answer(juno, appeal.pk, Answer("changed", "Longer.", "7"))
    assert name(longer) == "NOT_SHORTER"
    assert name(answer(juno, appeal.pk, Answer("changed", "?", "x"))) == "LENGTH_MISSING"
    assert Appeal.objects.get().answered_at is None
    assert answer(juno, appeal.pk, Answer("changed", "A day will do.", "1")) is None
    row = appeal.decision
    row.refresh_from_db()
    assert row.ends_at == row.at + timedelta(days=1)
    stage.books.clock.advance(24 * 3600)
    stage.books.tick()
    written = deeds.write(stage.commenter, Article.objects.get(), "Now.", "form-2")
    assert not isinstance(written, Refused) or written.reason is not Refusal.MUTED


def test_a_mute_that_stands_goes_on(stage: Stage, comment: Comment) -> None:
    appeal = appealed(stage)
    assert answer(id_of(stage.juno), appeal.pk, STAND) is None
    written = deeds.write(stage.commenter, Article.objects.get(), "Now.", "form-2")
    assert isinstance(written, Refused)


def test_a_removed_comment_is_shown_again_and_its_settlement_stays(
    stage: Stage, comment: Comment
) -> None:
    assert comments.hide(id_of(stage.moderator), CommentId(comment.pk), "A shop") is None
    row, seq = Decision.objects.get(), stage.seq()
    own = words(signed_in(stage.commenter).get("/me/decisions/").content.decode())
    assert "only its text can be shown again" in own
    assert actions.appeal(id_of(stage.commenter), row.pk, "It is a pun.") is None
    assert answer(id_of(stage.juno), Appeal.objects.get().pk, LIFT) is None
    assert stage.seq() == seq
    page = signed_in(stage.reader).get("/post/bees/").content.decode()
    assert "Buy my honey!" in page
    assert "Removed by a moderator" not in page
    assert comments.hide(id_of(stage.moderator), CommentId(comment.pk), "Yet a shop") is None
    assert "Buy my honey!" not in signed_in(stage.reader).get("/post/bees/").content.decode()


def test_a_ban_that_was_wrong_is_lifted_in_the_books(stage: Stage) -> None:
    reader = id_of(stage.reader)
    commented(bans.ban(id_of(stage.moderator), reader, "Spam", fresh_key()))
    row = Decision.objects.get()
    path = f"/me/decisions/{row.pk}/appeal/"
    assert signed_in(stage.reader).post(path, {"text": "I am no robot."}).status_code == 303
    assert answer(id_of(stage.juno), Appeal.objects.get().pk, LIFT) is None
    assert books.ban_refusal(reader) is None
    row.refresh_from_db()
    assert row.ended_at is not None


def test_an_answer_that_fails_waits_on(stage: Stage) -> None:
    reader = id_of(stage.reader)
    commented(bans.ban(id_of(stage.moderator), reader, "Spam", fresh_key()))
    assert actions.appeal(reader, Decision.objects.get().pk, "No.") is None
    commented(bans.ban(id_of(stage.moderator), reader, "Oh.", fresh_key(), lifted=True))
    refused = answer(id_of(stage.juno), Appeal.objects.get().pk, LIFT)
    assert name(refused) == "NOT_BANNED"
    assert Appeal.objects.get().answered_at is None


def test_overdue_appeals_stand_first_and_say_so(stage: Stage) -> None:
    first = appealed(stage)
    stage.books.clock.advance(int(ANSWERED_IN.total_seconds()) + 1)
    row = decided(stage, "warn", "reader")
    assert actions.appeal(id_of(stage.reader), row.pk, "Why?") is None
    assert queries.waiting()[0].pk == first.pk
    assert queries.overdue_count() == 1
    page = words(signed_in(stage.juno).get(LIST).content.decode())
    assert page.index("It was a joke.") < page.index("Why?")
    assert page.count("It is late.") == 1


def test_an_operator_alone_answers_about_those_with_a_role(stage: Stage) -> None:
    stage.enter("chief", 0)
    asked = actions.Answer("lifted", "A mistake.")
    row = Decision.objects.create(
        kind="warn", by=0, member=stage.editor.pk, words="Kind words only.", source="w"
    )
    assert actions.appeal(id_of(stage.editor), row.pk, "They were.") is None
    number = Appeal.objects.get().pk
    assert name(answer(id_of(stage.juno), number, asked)) == "OPERATOR_DECIDES"
    assert answer(id_of(stage.operator), number, asked) is None
