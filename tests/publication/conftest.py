"""The stage of the paper: the cast with an operator, and an editor who may change nothing of it."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from tests.http.stage import Stage, set_stage, signed_in
from tests.scratch_books import BooksStage
from tweipress.core import roles
from tweipress.people.actions.console import change_role
from tweipress.publication import queries
from tweipress.publication.queries import LookForm

LOOK = "/desk/paper/"
TEAL = "#0b7d7a"


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """The cast; operator and editor have their roles from the console."""
    stage = set_stage(books)
    for name in ("operator", "editor"):
        stage.enter(name)
        change_role(stage.cast[name], roles.Role(name), granted=True)
    return stage


@pytest.fixture
def operator(stage: Stage) -> Client:
    """A browser in which the operator is signed in."""
    return signed_in(stage.operator)


def settings_form(**changed: Any) -> dict[str, Any]:
    """Return the form as the page shows it, with changes."""
    form = LookForm.of(queries.row())
    sent = {name: form.initial[name] for name in form.fields if form.initial.get(name)}
    return {"version": 0, **sent, **changed}


def store(browser: Client, **changed: Any) -> None:
    """Store settings, which must be accepted."""
    answer = browser.post(LOOK, settings_form(**changed))
    assert answer.status_code == 303, answer.content.decode()


def picture(width: int = 300, height: int = 100, form: str = "PNG", **saved: Any) -> BytesIO:
    """Return an upload."""
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, form, **saved)
    file.seek(0)
    file.name = f"upload.{form.lower()}"
    return file
