"""The stage of the staff: the cast with an operator, one article, and a comment on it."""

from collections.abc import Callable
from functools import partial

import pytest
from django.test import Client
from pytest_django import Settings

from tests.comments import deeds
from tests.http.stage import Stage, commented, set_stage
from tests.moderation.stage import put_in_force
from tests.scratch_books import BooksStage
from tweipress.comments.models import Comment
from tweipress.core import roles
from tweipress.people.actions.console import change_role
from tweipress.people.models import Member


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """The cast; the operator and the moderator have their roles from the console."""
    stage = set_stage(books)
    stage.enter("operator")
    change_role(stage.operator, roles.Role.OPERATOR, granted=True)
    change_role(stage.moderator, roles.Role.MODERATOR, granted=True)
    return stage


@pytest.fixture
def in_force(settings: Settings) -> Callable[..., None]:
    """Return what puts rules in force by their reasons."""
    return partial(put_in_force, settings)


@pytest.fixture
def comment(stage: Stage) -> Comment:
    """A comment of the commenter's, with markup in it."""
    article = stage.publish(stage.author, "bees")
    stage.read(stage.commenter, article)
    commented(deeds.write(stage.commenter, article, "Buy <b>my</b> honey!", "form-1"))
    return Comment.objects.get()


def browser(member: Member | None) -> Client:
    """Return a browser in which a member is signed in, or nobody."""
    client = Client()
    if member:
        client.force_login(member)
    return client
