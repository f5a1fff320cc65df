"""Remove comment: a moderator ends it, without a reward."""

import pytest

from tests.core.stage import COMMENTER, EDITOR, MODERATOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import CommentId, MemberId


@pytest.fixture
def moderated(free: Stage) -> Stage:
    """Return the stage with a comment and a moderator."""
    free.do(Role(MODERATOR, roles.Role.MODERATOR))
    free.publish()
    free.comment()
    return free


def test_bond_and_pot_go_where_settlement_sends_them_and_trust_pays_nothing(
    moderated: Stage,
) -> None:
    moderated.stand(READER, trust=1000)
    moderated.like()
    outcome = moderated.do(RemoveComment(MODERATOR, CommentId(1), "spam"))
    assert outcome.transfers == (("bond:1", "available:7", 10), ("pot:1", "pool", 7))
    assert outcome.lines == ()


def test_only_a_moderator_removes_and_says_why(moderated: Stage) -> None:
    moderated.do(Role(EDITOR, roles.Role.EDITOR))
    assert moderated.refusal(RemoveComment(EDITOR, CommentId(1), "spam")) == "ROLE_MISSING"
    assert moderated.refusal(RemoveComment(COMMENTER, CommentId(1), "spam")) == "ROLE_MISSING"
    assert (
        moderated.refusal(RemoveComment(MemberId(NOBODY), CommentId(1), "spam")) == "UNKNOWN_MEMBER"
    )
    assert moderated.refusal(RemoveComment(MODERATOR, CommentId(1), " ")) == "REASON_MISSING"
    assert moderated.refusal(RemoveComment(MODERATOR, CommentId(2), "spam")) == "UNKNOWN_COMMENT"


def test_what_is_settled_or_removed_is_over(moderated: Stage) -> None:
    moderated.do(RemoveComment(MODERATOR, CommentId(1), "spam"))
    assert moderated.refusal(RemoveComment(MODERATOR, CommentId(1), "spam")) == "ALREADY_SETTLED"
    assert moderated.refusal(Settle(CommentId(1))) == "ALREADY_SETTLED"
