"""The same content for every site: readers, articles, comments, and who does what.

As on the Tweipress site that bench/web/filling.py fills, and with its texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from bench.web.filling import COMMENTS, READ, Filling
from bench.web.texts import SAID, text
from tweipress.core.ids import ArticleId

SAID_HTML: Final = f"<p>{SAID.strip()}</p>"


@dataclass(frozen=True)
class Words:
    """An article's words, in a form that every publishing system takes."""

    number: int
    title: str
    lead: str
    html: str


class Stage:
    """Readers 1 to `readers`, then those who wrote the comments, then the author."""

    def __init__(self, readers: int) -> None:
        """Take the numbers from the site that Tweipress is measured on."""
        self._filling = Filling(readers)
        self.readers = self._filling.readers
        self.members = range(1, self._filling.author)
        self.author = self._filling.author
        self.articles = self._filling.articles

    def words(self) -> Iterator[Words]:
        """Yield the articles."""
        for number in self.articles:
            written = text(number)
            parts = [
                f"<h2>{escape(part['heading'])}</h2><p>{escape(part['blocks'][0]['text'])}</p>"
                for part in written["sections"]
            ]
            yield Words(number, written["title"], written["lead"], "\n".join(parts))

    def comments(self) -> Iterator[tuple[int, int, int]]:
        """Yield number, article and writer of each comment."""
        for article in self.articles:
            numbers = self._filling.comments_of(ArticleId(article))
            yield from (
                (number, article, writer)
                for number, writer in zip(numbers, self._filling.writers, strict=True)
            )

    def pages(self) -> Iterator[tuple[int, int]]:
        """Yield each reader and the article that they read."""
        for reader in self.readers:
            yield reader, self._filling.met_by(reader)[-1]

    def sayings(self) -> Iterator[tuple[int, int]]:
        """Yield each reader and an article to comment on: each that they have read."""
        for turn in range(READ):
            yield from ((reader, self._filling.met_by(reader)[turn]) for reader in self.readers)

    def likes(self) -> Iterator[tuple[int, int]]:
        """Yield each reader and a comment to like; no pair comes twice."""
        for turn in range(READ * COMMENTS):
            for reader in self.readers:
                article = ArticleId(self._filling.met_by(reader)[turn % READ])
                yield reader, self._filling.comments_of(article)[turn // READ]
