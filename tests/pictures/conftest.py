"""The cast with a library of its own: an author, an editor, and members who may not add."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import Settings

from tests.http.stage import Stage, id_of, set_stage
from tests.pictures.hostile import photograph
from tweipress.core.state.outcome import Refused
from tweipress.http.limits import COUNTS
from tweipress.people.models import Member
from tweipress.pictures import actions
from tweipress.pictures.queries import PictureView


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Give a test its own files, and its own counts of uploads."""
    settings.MEDIA_ROOT = tmp_path / "media"
    COUNTS.clear()
    yield
    COUNTS.clear()


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, an editor among them."""
    stage = set_stage(books)
    stage.enter("editor", 500, "editor")
    return stage


@pytest.fixture
def bees(stage: Stage) -> PictureView:
    """Return a photograph of the author's."""
    return added(stage.author, photograph(), "bees_at work.JPG", alt="Bees", credit="Ondine")


def added(member: Member, content: bytes, name: str = "picture.png", **about: Any) -> PictureView:
    """Add a picture that has to be taken."""
    answer = actions.add(id_of(member), BytesIO(content), name, about)
    assert not isinstance(answer, Refused), answer
    return answer.picture


def sent(content: bytes, name: str = "picture.png") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="image/png")


def media(tmp_path: Path) -> list[Path]:
    """Return the files that are kept."""
    return sorted(path for path in (tmp_path / "media").rglob("*") if path.is_file())
