"""A role lifts the level gates that its table names, and no others; a flag lets its rights rest."""

import inspect
import sys
from collections.abc import Callable
from typing import Final

import pytest

from tests.core.stage import (
    AUTHOR,
    EDITOR,
    FIRST_ARTICLE,
    READER,
    Stage,
    asked,
    flagged,
    publish,
    staged,
)
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.role import Role as RoleAct
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.ids import ArticleId, CommentId, FlagId, SessionId
from tweipress.core.roles import ABOUT_OTHERS, LIFTS, MAY, Gate, Right, Role
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import RULES, Act

NEWCOMER: Final = READER
OTHER: Final = EDITOR
NEW: Final = ArticleId(2)
GUARDED: Final[dict[Gate, Callable[[Stage], Act]]] = {
    Gate.MINUS: lambda stage: Minus(NEWCOMER, SessionId(stage.session), 3),
    Gate.LIKE: lambda _stage: Like(NEWCOMER, CommentId(1)),
    Gate.DISLIKE: lambda _stage: Dislike(NEWCOMER, CommentId(1), "off topic"),
    Gate.PUBLISH: lambda _stage: publish(NEW, NEWCOMER),
    Gate.INVITE: lambda _stage: Invite(NEWCOMER, OTHER),
    Gate.COMMENT: lambda _stage: Comment(NEWCOMER, FIRST_ARTICLE, CommentId(2)),
    Gate.REVIEW: lambda _stage: asked(NEW, NEWCOMER),
    Gate.VOUCH: lambda _stage: Vouch(NEWCOMER, OTHER),
}
KINDS: Final = {Minus, Like, Dislike, Publish, Invite, Comment, AskReview, Vouch}


def newcomer_with(*roles: Role) -> Stage:
    """Return books in which a newcomer of level 1 is reading what has a comment."""
    stage = staged()
    stage.publish()
    stage.comment(writer=AUTHOR)
    stage.plus()
    stage.publish(ArticleId(3))
    stage.read(article=ArticleId(3))
    stage.stand(NEWCOMER, level_fixed=1, roles=frozenset(roles))
    return stage


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("gate", Gate)
def test_a_role_lifts_what_its_table_says_and_nothing_else(role: Role, gate: Gate) -> None:
    stage = newcomer_with(role)
    act = GUARDED[gate](stage)
    if gate in LIFTS[role]:
        assert isinstance(stage.judged(act), Outcome)
    else:
        assert stage.refusal(act) == "LEVEL_TOO_LOW"


@pytest.mark.parametrize("gate", Gate)
def test_without_a_role_every_gate_is_shut_to_a_newcomer(gate: Gate) -> None:
    stage = newcomer_with()
    assert stage.refusal(GUARDED[gate](stage)) == "LEVEL_TOO_LOW"


def test_every_act_with_a_level_gate_is_played_here() -> None:
    named = {kind for kind in RULES if "Gate." in inspect.getsource(sys.modules[kind.__module__])}
    assert named == KINDS
    assert set(GUARDED) == set(Gate)


def test_several_roles_lift_what_each_of_them_lifts() -> None:
    stage = newcomer_with(Role.CONTRIBUTOR, Role.EDITOR)
    assert isinstance(stage.judged(GUARDED[Gate.VOUCH](stage)), Outcome)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_who_is_under_a_flag_decides_nothing_about_others(role: Role, right: Right) -> None:
    stage = staged()
    stage.stand(EDITOR, roles=frozenset({role}))
    free = right_gate(stage.world, EDITOR, right)
    stage.flag(EDITOR)
    later = right_gate(stage.world, EDITOR, right)
    if right not in MAY[role]:
        assert free is not None
        assert (free.name, later) == ("ROLE_MISSING", free)
    elif right in ABOUT_OTHERS:
        assert free is None
        assert later is not None
        assert later.name == "FLAGGED"
    else:
        assert (free, later) == (None, None)


def test_the_acts_of_a_flagged_moderator_are_refused_until_the_flag_is_lifted() -> None:
    stage = staged()
    stage.do(RoleAct(EDITOR, Role.MODERATOR))
    stage.flag(READER, FlagId(2))
    stage.flag(EDITOR)
    acts = (
        flagged(READER, FlagId(3), by=EDITOR),
        Decide(FlagId(2), False, "so it is", EDITOR),
        Ban(READER, "spam", by=EDITOR),
    )
    assert [stage.refusal(act) for act in acts] == ["FLAGGED"] * len(acts)
    stage.do(Decide(FlagId(1), True, "a mistake"))
    for act in acts:
        stage.do(act)


def test_a_flag_on_trial_takes_no_right() -> None:
    stage = staged()
    stage.do(RoleAct(EDITOR, Role.MODERATOR))
    stage.flag(EDITOR, shadow=True)
    stage.do(flagged(READER, FlagId(3), by=EDITOR))
