"""The cast with a second moderator, an editor and an operator, and a comment under an article."""

from typing import Any

import pytest

from tests.comments import deeds
from tests.http.stage import Stage, commented, id_of, set_stage
from tests.scratch_books import BooksStage
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.decisions.models import Decision
from tweipress.moderation.sanctions import actions
from tweipress.moderation.sanctions.actions import Sanction
from tweipress.people.actions.console import change_role


@pytest.fixture
def stage(transactional_db: None, books: BooksStage) -> Stage:
    """The cast; those with power have it from the console."""
    stage = set_stage(books)
    for name, role in (
        ("juno", roles.Role.MODERATOR),
        ("editor", roles.Role.EDITOR),
        ("operator", roles.Role.OPERATOR),
    ):
        stage.enter(name, 100)
        change_role(stage.cast[name], role, granted=True)
    change_role(stage.moderator, roles.Role.MODERATOR, granted=True)
    return stage


@pytest.fixture
def comment(stage: Stage) -> Comment:
    """A comment of the commenter's; others have read the article too."""
    article = stage.publish_and_read()
    commented(deeds.write(stage.commenter, article, "Buy my honey!", "form-1"))
    return Comment.objects.get()


def decided(stage: Stage, kind: str, name: str = "commenter", **more: Any) -> Decision:
    """Return what the moderator decided about a member."""
    asked = Sanction(kind, "spam", "Three shops in a day.", **{"days": "3", **more})
    row = actions.sanction(id_of(stage.moderator), id_of(stage.cast[name]), asked, f"{kind}-{name}")
    assert isinstance(row, Decision), row
    return row
