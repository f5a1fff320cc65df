"""Lanes: what an editor writes: a new article, the text of one, or one that waits beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from tweipress.articles.queries import Article, Revision, editions
from tweipress.articles.staging import queries as staging
from tweipress.articles.staging.queries import StagedText

Kept = Revision | StagedText
"""A text as somebody saved it, with who that was and when."""


@dataclass(frozen=True, slots=True)
class Lane:
    """What is written: `article` is None for a new one.

    With `is_staged` it is a changed text of a published article that is not shown; `waits` is the
    one that is kept so already.
    """

    article: Article | None
    is_staged: bool = False
    waits: StagedText | None = None

    @property
    def subject(self) -> str:
        """Return what working copies are about."""
        if self.is_staged and self.article is not None:
            return staging.subject(self.article)
        return editions.subject(self.article)

    @property
    def edition(self) -> str:
        """Return the name of what is saved now, by which a form says what it began from."""
        if self.article is None:
            return ""
        if self.is_staged:
            return staging.edition(self.article, self.waits)
        return editions.edition(self.article)

    @property
    def page(self) -> str:
        """Return the address of its editor."""
        if self.article is None:
            return reverse("articles:new")
        name = "articles:staged_edit" if self.is_staged else "articles:draft"
        return reverse(name, args=[self.article.code])

    @property
    def saved(self) -> Article | StagedText | None:
        """Return the text that the editor begins with."""
        return self.waits or self.article

    @property
    def is_outdated(self) -> bool:
        """Tell whether readers were shown another text after the one that waits was saved."""
        return (
            self.article is not None
            and self.waits is not None
            and staging.is_outdated(self.article, self.waits)
        )

    def beside(self, base: str) -> Article | StagedText:
        """Return the text that who began from `base` has not seen: that which waits comes first."""
        assert self.article is not None, "nothing is saved of a new article"
        if self.waits is not None and not staging.knows_waiting(base, self.waits):
            return self.waits
        return self.article

    def seen(self, base: str) -> str:
        """Return what who began from `base` knows, once they have seen what is beside theirs."""
        assert self.article is not None, "nothing is saved of a new article"
        if self.beside(base) is self.waits:
            return staging.seen(base, self.waits)
        return self.edition

    def newest(self, beside: Article | StagedText) -> Kept | None:
        """Return who saved a text and when."""
        return beside if isinstance(beside, StagedText) else editions.newest(beside)

    def earlier(self, asked: Mapping[str, str]) -> Kept | None:
        """Return the earlier text that an address asks for."""
        if self.article is None:
            return None
        if self.is_staged and "staged" in asked:
            return staging.earlier(self.article, asked["staged"])
        return editions.earlier(self.article, asked.get("version", ""))

    def is_gone(self, asked: Mapping[str, str]) -> bool:
        """Tell whether an address asks for a version whose text was taken away."""
        return self.article is not None and editions.is_gone(self.article, asked.get("version", ""))


def own(article: Article | None) -> Lane:
    """Return the lane of an article's own text."""
    return Lane(article)


def staged(article: Article) -> Lane:
    """Return the lane of the text that waits beside an article's."""
    return Lane(article, is_staged=True, waits=staging.current(article))
