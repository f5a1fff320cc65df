"""The records of an article: the article, and its two lanes."""

from typing import NamedTuple

from tweipress.core.chart import LaneName
from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId


class Article(NamedTuple):
    """An article as the books know it; what it says is the site's matter.

    `repeats` is the article that it repeats, as long as no person has said that it may be paid.
    """

    article: ArticleId
    author: MemberId
    published_ms: int
    published_day: int
    time_to_read_s: int
    sections: int
    reviewed: bool
    undone: bool = False
    repeats: ArticleId = NO_ARTICLE

    @property
    def key(self) -> int:
        """Return the article's number."""
        return self.article


class Lane(NamedTuple):
    """What an article's lane was given, and what readers and the author got from it."""

    article: ArticleId
    name: LaneName
    given_twei: int
    readers_twei: int = 0
    author_twei: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """Return article and lane name."""
        return (self.article, self.name)
