"""Role: rights by table, granted by the operator."""

from tests.core.stage import EDITOR, NOBODY, READER, Stage
from tweipress.core import roles
from tweipress.core.acts.members.role import Role
from tweipress.core.ids import MemberId


def test_a_role_is_granted_and_taken(stage: Stage) -> None:
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.do(Role(EDITOR, roles.Role.MODERATOR))
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    assert stage.member(EDITOR).roles == {roles.Role.EDITOR, roles.Role.MODERATOR}
    stage.do(Role(EDITOR, roles.Role.EDITOR, granted=False))
    stage.do(Role(EDITOR, roles.Role.EDITOR, granted=False))
    assert stage.member(EDITOR).roles == {roles.Role.MODERATOR}


def test_only_an_operator_grants_roles(stage: Stage) -> None:
    assert stage.refusal(Role(EDITOR, roles.Role.EDITOR, by=READER)) == "ROLE_MISSING"
    stage.do(Role(READER, roles.Role.OPERATOR))
    stage.do(Role(EDITOR, roles.Role.EDITOR, by=READER))


def test_an_unknown_member_is_refused(stage: Stage) -> None:
    assert stage.refusal(Role(MemberId(NOBODY), roles.Role.EDITOR)) == "UNKNOWN_MEMBER"


def test_rights_are_those_of_the_table() -> None:
    editor, contributor = roles.Role.EDITOR, roles.Role.CONTRIBUTOR
    assert roles.may({editor}, roles.Right.UNDO_ARTICLE)
    assert not roles.may({editor}, roles.Right.DEPOSIT)
    assert not roles.may({contributor}, roles.Right.REVIEW)
    assert not roles.may((), roles.Right.DEPOSIT)
    assert roles.may({contributor, roles.Role.OPERATOR}, roles.Right.DEPOSIT)
