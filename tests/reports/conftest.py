"""The stage of every report story: the cast, one article of the author's, real books."""

from typing import Any

import pytest
from django.test import Client

from tests.web.stage import Stage, set_stage
from tweipress.articles.models import Article
from tweipress.people.models import Member


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def article(stage: Stage) -> Article:
    """Return the author's article, read by all but the outsider."""
    article = stage.publish(stage.author, "bees")
    for name in ("commenter", "critic", "reader", "moderator"):
        stage.read(stage.cast[name], article)
    return article


def signed_in(member: Member) -> Client:
    """Return a browser in which a member is signed in."""
    client = Client()
    client.force_login(member)
    return client
