"""The stage of every report story: the cast, one article of the author's, real books."""

from typing import Any

import pytest

from tests.http.stage import Stage, set_stage
from tweipress.articles.models import Article


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return the author's article, read by all but the outsider."""
    return stage.publish_and_read()
