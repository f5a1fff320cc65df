"""The members of the cast, as people; their standing is made by acts where a test needs it."""

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from PIL import Image
from pytest_django import Settings

from tweipress.http.limits import COUNTS
from tweipress.people.models import Member

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _site_of_its_own(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Give a test its own uploads and its own counts of tries."""
    settings.MEDIA_ROOT = tmp_path / "media"
    _forget()
    yield
    _forget()


def _forget() -> None:
    """Forget what was counted: in files, for all processes, and in this one's memory."""
    cache.clear()
    COUNTS.clear()
    for folder in ("mails", "puzzles"):
        shutil.rmtree(django_settings.TWEIPRESS_DATA / folder, ignore_errors=True)


@pytest.fixture
def reader(books: object) -> Member:
    """A member whom the books do not know yet."""
    return Member.objects.create_user("reader@press.example", "reader", PASSWORD)


@pytest.fixture
def outsider(books: object) -> Member:
    """Another member, who has no business with the first one's things."""
    return Member.objects.create_user("outsider@press.example", "outsider", PASSWORD)


def image(width_px: int, height_px: int, form: str = "PNG") -> BytesIO:
    """Return a picture as a browser would upload it."""
    file = BytesIO()
    Image.new("RGB", (width_px, height_px), "teal").save(file, form)
    file.name = f"picture.{form.lower()}"
    file.seek(0)
    return file
