"""The stage of every reading story: the cast with real books, an article, and browsers."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.http.stage import Stage, id_of, set_stage
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.ids import MemberId
from tweipress.http.request_keys import fresh_key
from tweipress.pages.blocks import reading as block
from tweipress.pages.view_models.reading import Panel
from tweipress.people.models import Member
from tweipress.reading import tokens
from tweipress.reading.proof import Proof

FLOOR_S = 8  # three tenths of a third of the Time to Read of 76 s, in whole seconds
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


@pytest.fixture
def sea(stage: Stage) -> Article:
    """Return the author's article of 300 words in three parts."""
    return published(stage.author, "What the sea wrote")


@pytest.fixture
def seeds(stage: Stage) -> Article:
    """Return another one, by the critic."""
    return published(stage.critic, "What the seeds knew")


def published(author: Member, title: str) -> Article:
    """Publish an article that the books have to accept."""
    blocks = [{"kind": "paragraph", "text": "The tide came. " * 100}]
    sections = [{"heading": "", "blocks": blocks}]
    article = actions.save_draft(id_of(author), {"title": title, "sections": sections})
    assert isinstance(actions.publish(article), Receipt)
    return Article.objects.get(pk=article.pk)


class Reader:
    """A browser in which a member is signed in, and the forms of one article's panel."""

    def __init__(self, stage: Stage, member: Member, article: Article) -> None:
        self.stage, self.member, self.article = stage, member, article
        self.browser = Client()
        self.browser.force_login(member)

    def send(self, form: str, *, script: bool = False, **fields: str) -> Any:
        """Send a form of the panel: open, beacon, plus, minus or done."""
        path = f"/read/{self.article.slug}/{form}/"
        headers = SCRIPT if script else {}
        return self.browser.post(path, {"key": fresh_key(), **fields}, headers=headers)

    def open(self) -> str:
        """Start reading as the page's script does, and return the first token."""
        response = self.send("open", script=True)
        assert response.status_code == 200, response.content.decode()
        return fields_of(response)["token"]

    def prove(self, token: str, sections: int = 3) -> str:
        """Prove sections one after another at the fastest pace, and return the last token."""
        proof = tokens.read(token, settings.SECRET_KEY, self.stage.books.clock.time_ms)
        assert isinstance(proof, Proof)
        for index in range(proof.next_index, sections + 1):
            self.stage.books.clock.advance(FLOOR_S)
            response = self.send("beacon", script=True, token=token, index=str(index))
            assert response.status_code == 200, response.content.decode()
            token = response.json()["token"]
        return token

    def panel(self) -> Panel:
        """Return the panel as the page shows it now."""
        return panel_of(self.article, self.member)


def panel_of(article: Article, member: Member | None) -> Panel:
    """Return an article's panel as a member sees it, or a visitor."""
    return block.panel(article, MemberId(member.pk) if member else None)


def why(panel: Panel) -> str:
    """Return the name of the reason why a panel has nothing to earn; empty when it has."""
    return panel.why_nothing.name if panel.why_nothing else ""


@pytest.fixture
def reader(stage: Stage, sea: Article) -> Reader:
    """Return the reader, in front of the article about the sea."""
    return Reader(stage, stage.reader, sea)


def fields_of(response: Any) -> Mapping[str, str]:
    """Return the data of the panel that an answer shows."""
    root = re.search(r"<section [^>]*data-reading[^>]*>", response.content.decode())
    assert root, response.content.decode()
    return dict(re.findall(r'data-([a-z]+)="([^"]*)"', root[0]))


def refusal(response: Any) -> str:
    """Return the name of the refusal that an answer shows, which must not be a success."""
    assert response.status_code >= 400, response.content.decode()
    if response.headers["Content-Type"] == "application/json":
        return str(response.json()["refusal"])
    alert = re.search(r'role="alert" data-refusal="([A-Z_]+)"', response.content.decode())
    assert alert, response.content.decode()
    return alert[1]
