"""The stage of every article's story: the cast with real books, and a text long enough."""

from typing import Any

import pytest

from tests.http.stage import Stage, set_stage
from tweipress.articles.editions import edition
from tweipress.articles.models import Article
from tweipress.bank.storage.models import content


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each, an editor and an operator among them."""
    stage = set_stage(books)
    stage.enter("editor", 500, "editor")
    stage.enter("operator", 0, "operator")
    return stage


def paragraph(words: int) -> str:
    """Return a paragraph of so many words, in sentences of ten."""
    return " ".join(f"word{n}." if n % 10 == 0 else f"word{n}" for n in range(1, words + 1))


def data(words: int = 300, **changes: Any) -> dict[str, Any]:
    """Return an article of so many words in its one paragraph, as a caller of save_draft has it."""
    blocks = [{"kind": "paragraph", "text": paragraph(words)}] if words else []
    text = {"title": "How bees vote", "lead": "", "section": "Nature"}
    return {**text, "sections": [{"heading": "A debate", "blocks": blocks}], **changes}


def form(words: int = 300, **changes: str) -> dict[str, str]:
    """Return the same article as the editor's form sends it."""
    text = {"title": "How bees vote", "lead": "", "section": "Nature"}
    return {**text, "body": f"## A debate\n\n{paragraph(words)}", "do": "save", **changes}


def form_for(article: Article, words: int = 300, **changes: str) -> dict[str, str]:
    """Return the same as the form of an article's own page, which began from what is saved now."""
    return form(words, base=edition(fresh(article)), **changes)


def fresh(article: Article) -> Article:
    """Return the article as it is stored now."""
    return Article.objects.get(pk=article.pk)


def booked(article: Article) -> content.Article:
    """Return the article as the books know it."""
    return content.Article.objects.get(article=article.pk)


def given_twei(article: Article) -> int:
    """Return what an article's two lanes were given when it was published."""
    return sum(content.Lane.objects.filter(article=article.pk).values_list("given_twei", flat=True))
