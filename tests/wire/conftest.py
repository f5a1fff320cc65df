"""The cast of the matrix, made for each test that asks every address."""

import pytest
from pytest_django import Settings

from tests.scratch_books import BooksStage
from tests.wire.cast import Cast, set_cast


@pytest.fixture
def cast(books: BooksStage, settings: Settings) -> Cast:
    """Give the cast; nobody is told to wait, however often they ask."""
    settings.TWEIPRESS_RATE_FACTOR = 10_000
    settings.ACCOUNT_RATE_LIMITS = False
    return set_cast(books)
