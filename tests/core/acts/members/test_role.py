"""Role: rights by table, granted by the operator."""

from tests.core.stage import EDITOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId


def test_a_role_is_granted_and_taken(stage: Stage) -> None:
    stage.do(Role(EDITOR, "editor"))
    stage.do(Role(EDITOR, "moderator"))
    stage.do(Role(EDITOR, "editor"))
    assert stage.member(EDITOR).roles == "editor moderator"
    stage.do(Role(EDITOR, "editor", granted=False))
    stage.do(Role(EDITOR, "editor", granted=False))
    assert stage.member(EDITOR).roles == "moderator"


def test_only_an_operator_grants_roles(stage: Stage) -> None:
    assert stage.refusal(Role(EDITOR, "editor", by=READER)) == "ROLE_MISSING"
    stage.do(Role(READER, "operator"))
    stage.do(Role(EDITOR, "editor", by=READER))


def test_an_unknown_role_or_member_is_refused(stage: Stage) -> None:
    assert stage.refusal(Role(EDITOR, "king")) == "ROLE_UNKNOWN"
    assert stage.refusal(Role(MemberId(NOBODY), "editor")) == "UNKNOWN_MEMBER"


def test_rights_are_those_of_the_table() -> None:
    assert roles.may("editor", "undo_article")
    assert not roles.may("editor", "deposit")
    assert not roles.may("contributor", "review")
    assert not roles.may("", "deposit")
    assert roles.may("contributor operator", "deposit")
