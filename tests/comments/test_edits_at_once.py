"""An edit that meets a removal or a mute, and earlier texts that moderators take away at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from tests.comments.test_edits import number, reason
from tests.http.stage import Stage, id_of
from tweipress.comments.edits import actions
from tweipress.comments.edits.models import Change
from tweipress.comments.holding.entering import change_refusal
from tweipress.comments.models import Comment
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.decisions import actions as decisions
from tweipress.decisions.models import Decision
from tweipress.moderation.sanctions.actions import Sanction, sanction

__all__ = ["number"]

MODERATORS = 4


@pytest.mark.parametrize("change", [actions.edit, actions.add_note])
def test_a_removal_whose_text_is_not_hidden_yet_stops_a_change_at_its_last_step(
    stage: Stage,
    number: CommentId,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[MemberId, CommentId, str], Refused | None],
) -> None:
    def removed_meanwhile(as_new: Comment) -> Refused | None:
        act = RemoveComment(member=id_of(stage.moderator), comment=number, reason="Spam")
        stage.done(act)
        return change_refusal(as_new)

    monkeypatch.setattr(f"{actions.__name__}.change_refusal", removed_meanwhile)
    refused = change(id_of(stage.commenter), number, "Bees vote.")
    assert reason(refused) is Refusal.COMMENT_HIDDEN
    assert Comment.objects.get().text == "Bees wote."
    assert not Change.objects.exists()


@pytest.mark.parametrize(("kind", "why"), [("mute", "MUTED"), ("suspend", "SUSPENDED")])
@pytest.mark.parametrize("change", [actions.edit, actions.add_note])
def test_who_may_not_comment_changes_no_comment(
    stage: Stage,
    number: CommentId,
    kind: str,
    why: str,
    change: Callable[[MemberId, CommentId, str], Refused | None],
) -> None:
    asked = Sanction(kind, "insult", "You called them names.", "7")
    writer = id_of(stage.commenter)
    assert isinstance(sanction(id_of(stage.moderator), writer, asked, "form-1"), Decision)
    assert reason(change(writer, number, "Bees vote.")) is Refusal[why]


def test_a_text_is_not_taken_away_when_its_decision_cannot_be_noted(
    stage: Stage,
    number: CommentId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert actions.edit(id_of(stage.commenter), number, "Bees vote.") is None
    change = Change.objects.get().pk

    def stopped(*_: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(decisions, "note", stopped)
        with pytest.raises(RuntimeError):
            actions.take_away(id_of(stage.moderator), change, "Rude")
    assert Change.objects.get().removed_at is None
    assert actions.take_away(id_of(stage.moderator), change, "Rude") is None
    assert Decision.objects.filter(kind="version", comment=number).count() == 1


def test_a_text_that_is_taken_away_many_times_at_once_has_one_decision(
    stage: Stage,
    number: CommentId,
) -> None:
    assert actions.edit(id_of(stage.commenter), number, "Bees vote.") is None
    change = Change.objects.get().pk

    def take_away(_: int) -> Refused | None:
        try:
            return actions.take_away(id_of(stage.moderator), change, "Rude")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MODERATORS) as pool:
        answers = list(pool.map(take_away, range(MODERATORS)))
    assert answers.count(None) == 1
    assert {reason(each) for each in answers} == {None, Refusal.ALREADY_DECIDED}
    assert Decision.objects.filter(kind="version").count() == 1
