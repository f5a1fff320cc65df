"""Editing comments, notes added to them, and what readers see of both; no Twei move."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, commented, id_of, signed_in
from tweipress.articles.models import Article
from tweipress.comments.edits import actions
from tweipress.comments.edits.models import EDIT_S, EDITS_MAX, NOTES_MAX, Change
from tweipress.comments.models import Comment
from tweipress.comments.rules import actions as rules
from tweipress.core.acts.members.ban import Ban
from tweipress.core.ids import CONSOLE, CommentId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused


@pytest.fixture
def number(stage: Stage, article: Article) -> CommentId:
    """Return the number of the commenter's comment."""
    commented(deeds.write(stage.commenter, article, "Bees wote.", "form-0"))
    return CommentId(Comment.objects.get().pk)


def age(number: CommentId) -> None:
    """Make a comment too old to be edited."""
    comment = Comment.objects.get(pk=number)
    comment.created -= timedelta(seconds=EDIT_S + 1)
    comment.save()


def reason(answer: Refused | None) -> Refusal | None:
    """Return why something was refused."""
    return answer.reason if answer else None


def test_an_edit_moves_nothing_and_leaves_the_earlier_text_with_its_votes(
    stage: Stage, number: CommentId
) -> None:
    commented(deeds.like(stage.critic, number, "k1"))
    seq = stage.seq()
    client = signed_in(stage.commenter)
    sent = {"kind": "edit", "text": "Bees *vote*."}
    assert client.post(f"/comments/{number}/change/", sent).status_code == 303
    assert stage.seq() == seq
    page = Client().get("/post/bees/").content.decode()
    assert "Bees <em>vote</em>." in page
    assert f'href="/comments/{number}/changes/"' in page
    assert 'data-likes="1"' in page
    all_texts = Client().get(f"/comments/{number}/changes/").content.decode()
    assert "Bees wote." in all_texts
    assert "Likes then: 1," in all_texts


def test_a_late_edit_is_refused_with_its_words_and_a_note_is_offered(
    stage: Stage, number: CommentId
) -> None:
    age(number)
    client = signed_in(stage.commenter)
    sent = {"kind": "edit", "text": "Bees vote."}
    answered = client.post(f"/comments/{number}/change/", sent)
    page = answered.content.decode()
    assert answered.status_code == 409
    assert 'data-refusal="EDIT_LATE"' in page
    assert ">Bees vote.</textarea>" in page
    assert 'name="kind" value="note"' in page
    assert Comment.objects.get().text == "Bees wote."


def test_notes_are_shown_below_and_bounded(stage: Stage, number: CommentId) -> None:
    age(number)
    for each in range(NOTES_MAX):
        assert actions.add_note(id_of(stage.commenter), number, f"Note {each}") is None
    assert actions.add_note(id_of(stage.commenter), number, "Note 0") is None
    page = Client().get("/post/bees/").content.decode()
    assert page.index("Note 0") < page.index("Note 2")
    more = actions.add_note(id_of(stage.commenter), number, "More")
    long = actions.add_note(id_of(stage.commenter), number, "b" * 501)
    assert reason(more) is Refusal.CHANGES_MANY
    assert reason(long) is Refusal.TEXT_TOO_LONG


def test_edits_are_bounded_and_the_same_text_is_none(stage: Stage, number: CommentId) -> None:
    for each in range(EDITS_MAX):
        for _twice in range(2):
            assert actions.edit(id_of(stage.commenter), number, f"Text {each}") is None
    assert Change.objects.count() == EDITS_MAX
    more = actions.edit(id_of(stage.commenter), number, "More")
    assert reason(more) is Refusal.CHANGES_MANY


def test_nobody_changes_the_comment_of_another(stage: Stage, number: CommentId) -> None:
    for change in (actions.edit, actions.add_note):
        assert reason(change(id_of(stage.critic), number, "Mine")) is Refusal.UNKNOWN_COMMENT
    client = signed_in(stage.critic)
    assert client.get(f"/comments/{number}/change/").status_code == 404
    assert Client().get(f"/comments/{number}/change/").status_code == 302


def test_a_removed_comment_is_not_changed_and_its_texts_are_gone(
    stage: Stage, number: CommentId
) -> None:
    assert actions.edit(id_of(stage.commenter), number, "Bees vote.") is None
    assert deeds.hide(stage.moderator, number, "Off topic") is None
    for change in (actions.edit, actions.add_note):
        assert reason(change(id_of(stage.commenter), number, "New")) is Refusal.COMMENT_HIDDEN
    assert Client().get(f"/comments/{number}/changes/").status_code == 404


def test_a_banned_member_changes_nothing(stage: Stage, number: CommentId) -> None:
    Comment.objects.update(writer=stage.reader)
    stage.done(Ban(member=id_of(stage.reader), reason="Spam"))
    for change in (actions.edit, actions.add_note):
        assert reason(change(id_of(stage.reader), number, "New")) is Refusal.BANNED


@pytest.mark.parametrize(
    ("rule", "name"),
    [("suspect_words", Refusal.CHANGE_WAITS), ("banned_words", Refusal.COMMENT_WORDS)],
)
def test_a_changed_text_has_to_pass_what_a_new_one_has_to(
    stage: Stage, number: CommentId, rule: str, name: Refusal
) -> None:
    assert rules.set_site(CONSOLE, None, {rule: "gladioli"}) is None
    for change in (actions.edit, actions.add_note):
        assert reason(change(id_of(stage.commenter), number, "Gladioli!")) is name
    assert Comment.objects.get().text == "Bees wote."


@pytest.mark.parametrize("text", ["", " \n ", "b" * 2001, "a\0b"])
def test_a_text_that_cannot_be_a_comment_changes_nothing(
    stage: Stage, number: CommentId, text: str
) -> None:
    sent = {"kind": "edit", "text": text}
    answered = signed_in(stage.commenter).post(f"/comments/{number}/change/", sent)
    assert answered.status_code in {400, 422}
    assert not Change.objects.exists()


def test_a_preview_of_a_change_changes_nothing(stage: Stage, number: CommentId) -> None:
    sent = {"kind": "edit", "text": "Bees *vote*.", "preview": "1"}
    page = signed_in(stage.commenter).post(f"/comments/{number}/change/", sent).content.decode()
    assert "Bees <em>vote</em>." in page
    assert ">Bees *vote*.</textarea>" in page
    assert not Change.objects.exists()


def test_a_moderator_takes_an_earlier_text_away_once(stage: Stage, number: CommentId) -> None:
    assert actions.edit(id_of(stage.commenter), number, "Bees vote.") is None
    change = Change.objects.get().pk
    refused = actions.take_away(id_of(stage.critic), change, "Rude")
    assert refused is not None
    assert actions.take_away(id_of(stage.moderator), change, "Rude") is None
    again = actions.take_away(id_of(stage.moderator), change, "Rude")
    assert reason(again) is Refusal.ALREADY_DECIDED
    page = Client().get(f"/comments/{number}/changes/").content.decode()
    assert "wote" not in page
    assert "Taken away by a moderator: Rude" in page


def test_who_leaves_with_the_texts_leaves_no_change(stage: Stage, number: CommentId) -> None:
    assert actions.edit(id_of(stage.commenter), number, "Bees vote.") is None
    actions.delete_texts(id_of(stage.commenter))
    assert set(Change.objects.values_list("text", flat=True)) == {""}
