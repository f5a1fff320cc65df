"""A small newspaper on real books: the cast, and two articles of the author's in two sections."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.http.stage import Stage, id_of, set_stage
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.people.models import Member

BEES = {
    "title": "How Bees <Vote>",
    "lead": "A swarm has to agree on a house.",
    "section": "Science",
    "sections": [
        {
            "heading": "A debate on a branch",
            "blocks": [
                {"kind": "paragraph", "text": "Some *thousand* workers leave. " * 40},
                {"kind": "list", "items": ["The better the place, the longer the dance.", "Two."]},
            ],
        },
        {
            "heading": "Rules & order",
            "blocks": [
                {"kind": "quote", "text": "They have no cousin.", "source": "a beekeeper"},
                {
                    "kind": "paragraph",
                    "text": "Each looks <script>alert(1)</script>. " * 40,
                },
            ],
        },
    ],
}
SEA = {
    "title": "The Town That Writes Down the Sea",
    "lead": "",
    "section": "World",
    "sections": [
        {"heading": "", "blocks": [{"kind": "paragraph", "text": "The tide came and went. " * 60}]}
    ],
}


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """The cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def bees(stage: Stage) -> Article:
    """The author's article with every kind of block in it."""
    return published(stage.author, BEES)


@pytest.fixture
def sea(stage: Stage, bees: Article) -> Article:
    """A second article, a day later, in another section."""
    stage.books.next_day()
    return published(stage.author, SEA)


def published(author: Member, data: dict[str, Any]) -> Article:
    """Publish an article that the books have to accept."""
    article = actions.save_draft(id_of(author), data)
    answered = actions.publish(article)
    assert isinstance(answered, Receipt), answered
    article.refresh_from_db()
    return article


def shown(client: Client, path: str, status: int = 200) -> str:
    """What a page says, which has to answer with `status`."""
    response = client.get(path)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def words(html: str) -> str:
    """The words of a page's main part, as they are read one after another."""
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
