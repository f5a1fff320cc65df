"""A role lifts the level gates that the table names, and no others."""

import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from tests.core.stage import AUTHOR, EDITOR, FIRST_ARTICLE, READER, Stage, asked, publish, staged
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reviews.ask_review import AskReview
from tweipress.core.ids import ArticleId, CommentId, SessionId
from tweipress.core.roles import LIFTS, Gate, Role
from tweipress.core.state.outcome import Outcome
from tweipress.core.state.registry import RULES, Act

NEWCOMER: Final = READER
OTHER: Final = EDITOR
NEW: Final = ArticleId(2)
ROLES: Final = Path(__file__).parents[2] / "docs" / "roles.md"
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


def test_the_table_of_the_documents_is_the_table_of_the_rules() -> None:
    text = ROLES.read_text()
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([a-z, ]+) \|$", text, re.MULTILINE)
    told = {name: set(gates.split(", ")) for name, gates in rows if name in set(Role)}
    assert told == {role.value: {gate.value for gate in LIFTS[role]} for role in Role}
