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


def test_nobody_changes_their_own_roles_but_the_console_changes_everybodys(stage: Stage) -> None:
    stage.do(Role(READER, roles.Role.OPERATOR))
    for role in (roles.Role.OPERATOR, roles.Role.EDITOR):
        for granted in (True, False):
            assert stage.refusal(Role(READER, role, granted, by=READER)) == "OWN_CASE"
    stage.do(Role(READER, roles.Role.OPERATOR, granted=False))


def test_a_banned_member_gets_no_role(stage: Stage) -> None:
    stage.stand(READER, banned=True)
    assert stage.refusal(Role(READER, roles.Role.EDITOR)) == "MEMBER_BANNED"
    stage.do(Role(READER, roles.Role.EDITOR, granted=False))


def test_an_unknown_member_is_refused(stage: Stage) -> None:
    assert stage.refusal(Role(MemberId(NOBODY), roles.Role.EDITOR)) == "UNKNOWN_MEMBER"


def test_rights_are_those_of_the_table() -> None:
    editor, contributor = roles.Role.EDITOR, roles.Role.CONTRIBUTOR
    assert roles.may({editor}, roles.Right.UNDO_ARTICLE)
    assert not roles.may({editor}, roles.Right.DEPOSIT)
    assert not roles.may({contributor}, roles.Right.REVIEW)
    assert not roles.may((), roles.Right.DEPOSIT)
    assert roles.may({contributor, roles.Role.OPERATOR}, roles.Right.DEPOSIT)
