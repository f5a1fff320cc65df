"""The stage of cases: the cast with real books, and a setting that puts rules in force."""

from collections.abc import Callable
from functools import partial

import pytest
from pytest_django import Settings

from tests.http.stage import Stage, set_stage
from tests.moderation.stage import put_in_force
from tests.scratch_books import BooksStage


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def in_force(settings: Settings) -> Callable[..., None]:
    """Return what puts rules in force by their reasons."""
    return partial(put_in_force, settings)
