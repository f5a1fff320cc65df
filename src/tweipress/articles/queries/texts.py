"""Texts of articles and of pages that are none: rendered for readers, and as writers type them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from tweipress.articles.figures import images
from tweipress.articles.forms import of_text
from tweipress.articles.models import Article
from tweipress.articles.text import body as bodies
from tweipress.articles.text import content, markdown
from tweipress.articles.text.body import Part
from tweipress.articles.text.rich import writing
from tweipress.bank import queries as books
from tweipress.core.rules import reading


def body(article: Article) -> list[Part]:
    """Return the article's parts, numbered from 1, as many as the books count; clean HTML.

    Title and lead stand above them. A part without pieces is possible after a short edit.
    """
    return bodies.shown(article.made)


def preview(text: content.Text) -> list[Part]:
    """Return the body that `text` would have."""
    parts = reading.section_count(text.words, books.tariff())
    return bodies.shown(bodies.made(text, parts, images(text).get))


def made(text: content.Text) -> list[dict[str, Any]]:
    """Return the body of a text that is no article, in one part, as it is stored."""
    return bodies.made(text, 1, images(text).get)


def shown(stored: Sequence[dict[str, Any]]) -> list[Part]:
    """Return a stored body for a template, as clean HTML."""
    return bodies.shown(stored)


def typed(sections: Sequence[Mapping[str, Any]]) -> str:
    """Return stored headings and blocks as the writers' Markdown."""
    return markdown.text(content.stored("", "", "", sections).headings)


class Worded(Protocol):
    """What has a text: an article, a version of it, or one that waits to be shown."""

    @property
    def text(self) -> content.Text:
        """Return what it says."""


def editor_text(article: Worded) -> str:
    """Return the body as the writers' Markdown."""
    return markdown.text(article.text.headings)


def as_form(article: Worded) -> Mapping[str, str]:
    """Return what the editor's form shows of an article, or of a version of it."""
    return of_text(article.text)


def document(typed: str) -> Mapping[str, object]:
    """Return Markdown as the rich editor's document; ContentError if it has too many lines."""
    return writing.document(markdown.sections(typed))
