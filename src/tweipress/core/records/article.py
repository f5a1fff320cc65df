"""The records of an article: the article, its two lanes, and what a co-author has agreed to."""

from typing import NamedTuple

from tweipress.core.chart import LaneName
from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId

Share = tuple[MemberId, int]
"""An author, and their part of the tribute and of the pay in ten-thousandths."""
Shares = tuple[Share, ...]
"""The authors of an article, the one who publishes it first; empty for a single author."""


class Article(NamedTuple):
    """An article as the books know it; what it says is the site's matter.

    `repeats` is the article that it repeats, as long as no person has said that it may be paid.
    `author` published it; `shares` name all authors of an article that has several.
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
    shares: Shares = ()

    @property
    def key(self) -> int:
        """Return the article's number."""
        return self.article

    @property
    def authors(self) -> tuple[MemberId, ...]:
        """Return all its authors, the one who published it first."""
        return tuple(member for member, _ in self.shares) or (self.author,)


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


class Agreement(NamedTuple):
    """What a member has agreed to share as a co-author of an article that is not published yet.

    `shares` are those of all its authors, and empty once the member has taken the agreement back;
    `tribute_twei` is what publishing cost then, all authors together.
    """

    article: ArticleId
    member: MemberId
    shares: Shares
    tribute_twei: int
    at_ms: int

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)
