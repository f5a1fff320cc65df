"""Role: rights by table, granted by the operator."""

from tests.core.stage import EDITOR, NOBODY, READER, Stage
from tweipress.core import acts, roles


def test_a_role_is_granted_and_taken(stage: Stage) -> None:
    stage.do(acts.Role(EDITOR, "editor"))
    stage.do(acts.Role(EDITOR, "moderator"))
    stage.do(acts.Role(EDITOR, "editor"))
    assert stage.member(EDITOR).roles == "editor moderator"
    stage.do(acts.Role(EDITOR, "editor", granted=False))
    stage.do(acts.Role(EDITOR, "editor", granted=False))
    assert stage.member(EDITOR).roles == "moderator"


def test_only_an_operator_grants_roles(stage: Stage) -> None:
    assert stage.refusal(acts.Role(EDITOR, "editor", by=READER)) == "ROLE_MISSING"
    stage.do(acts.Role(READER, "operator"))
    stage.do(acts.Role(EDITOR, "editor", by=READER))


def test_an_unknown_role_or_member_is_refused(stage: Stage) -> None:
    assert stage.refusal(acts.Role(EDITOR, "king")) == "ROLE_UNKNOWN"
    assert stage.refusal(acts.Role(NOBODY, "editor")) == "UNKNOWN_MEMBER"


def test_rights_are_those_of_the_table() -> None:
    assert roles.may("editor", "undo_article")
    assert not roles.may("editor", "deposit")
    assert not roles.may("contributor", "review")
    assert not roles.may("", "deposit")
    assert roles.may("contributor operator", "deposit")
