"""The table of contents of long articles, and the link that sends one by mail."""

from typing import Any

from django.test import Client

from tests.http.stage import Stage
from tests.pages.conftest import BEES, published, shown
from tweipress.articles.models import Article

PARAGRAPH = {"kind": "paragraph", "text": "The bees voted on a branch. " * 60}


def data(headings: list[str]) -> dict[str, Any]:
    return {
        **BEES,
        "sections": [{"heading": title, "blocks": [PARAGRAPH, PARAGRAPH]} for title in headings],
    }


def test_a_long_article_begins_with_its_contents(stage: Stage) -> None:
    headings = ["First <b>", "Second", "Third", "Fourth"]
    article = published(stage.author, data(headings))
    page = shown(Client(), f"/post/{article.slug}/")
    for number, title in enumerate(("First &lt;b&gt;", "Second", "Third", "Fourth"), 1):
        assert f'<a href="#heading-{number}">{title}</a>' in page
        assert f'id="heading-{number}">{title}</h2>' in page


def test_a_short_article_and_one_of_few_headings_have_none(stage: Stage, bees: Article) -> None:
    stage.books.next_day()
    few = published(stage.author, data(["One", "Two"]) | {"title": "Few", "lead": "Other words."})
    for article in (bees, few):
        assert 'class="contents"' not in shown(Client(), f"/post/{article.slug}/")


def test_an_article_can_be_sent_by_mail_without_a_script(stage: Stage, bees: Article) -> None:
    share = f"/post/{bees.slug}/share/"
    assert f'<a href="{share}">' in shown(Client(), f"/post/{bees.slug}/")
    page = shown(Client(), share)
    assert f'value="http://localhost:8000/post/{bees.slug}/" readonly' in page
    address = "http%3A//localhost%3A8000/post/how-bees-vote/"
    assert f'href="mailto:?subject=How%20Bees%20%3CVote%3E&amp;body={address}"' in page
