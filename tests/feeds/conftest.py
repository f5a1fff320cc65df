"""The stage of feeds: two published articles in two sections, one with a tag."""

from typing import Any

import pytest

from tests.articles.conftest import data, fresh
from tests.http.stage import Stage, id_of, set_stage
from tweipress.articles import actions
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import Article
from tweipress.bank import Receipt

FORMS = ("rss", "atom", "json")


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast with two articles."""
    stage = set_stage(books)
    bees = published(stage, lead="A swarm agrees.")
    filing.file(bees, filing.Filed("en", [("sea-life", "Sea Life")], "", None))
    published(stage, title="The <sea> & “salt”", section="World", lead="")
    return stage


def published(stage: Stage, **changes: Any) -> Article:
    """Publish an article of the author's, a day after the one before."""
    draft = actions.save_draft(id_of(stage.author), data(120, **changes))
    answered = actions.publish(draft)
    assert isinstance(answered, Receipt), answered
    stage.books.next_day()
    return fresh(draft)
