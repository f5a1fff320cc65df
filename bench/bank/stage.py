"""The stage for acts: one hot author, their articles, comments on one of them, and readers.

The books are filled with records and balances, without a journal, so that a round starts at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bench.bank.databases import Database, Shelf
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, account_row
from tweipress.core import chart
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.books import Books, Day, TariffText
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Rating, Reading
from tweipress.core.records.record import Record
from tweipress.core.rules.levels import xp_for
from tweipress.core.tariff import default

DAY: Final = date(2026, 1, 1)
LIKE_TRANSFERS: Final = 3
START_MS: Final = 1_767_225_600_000
TIME_TO_READ_S: Final = 30
LEVEL: Final = 300
"""High enough that no quota ends a round."""
PLENTY_TWEI: Final = 10**12
DISCUSSED: Final = 1
"""The article whose comments are liked; the articles after it are read."""


@dataclass(frozen=True)
class Stage:
    """The numbers of readers, comments and articles; readers come first, then writers, the author.

    Readers plus one share no divisor with comments or articles, so that pairs differ.
    """

    readers: int
    comments: int
    articles: int

    @property
    def author(self) -> int:
        """Return the author of every article: the hot account."""
        return self.readers + self.comments + 1

    def liked(self, number: int) -> tuple[MemberId, CommentId]:
        """Return reader and comment of a like; every number has a different pair."""
        comment = (number + number // self.readers) % self.comments + 1
        return MemberId(number % self.readers + 1), CommentId(comment)

    def read(self, number: int) -> tuple[int, int]:
        """Return reader and article of a reading; every number has a different pair."""
        article = (number + number // self.readers) % self.articles
        return number % self.readers + 1, DISCUSSED + 1 + article

    def writer(self, comment: CommentId) -> int:
        """Return the writer of a comment."""
        return self.readers + comment


WHOLE: Final = Stage(readers=10_000, comments=2_000, articles=1_000)
SMALL: Final = Stage(readers=300, comments=40, articles=60)


def lay_down(shelf: Shelf, stage: Stage, name: str) -> Database:
    """Return new books with the stage on them."""
    made = shelf.new(name)
    connection = Connection(made.alias)
    connection.begin()
    for kind, some in records(stage).items():
        table = TABLES[kind]
        connection.put(table, list(map(table.row, some)))
    held = dict(holdings(stage))
    held[chart.EXT] = -sum(held.values())
    connection.put(ACCOUNTS, [account_row(name, twei) for name, twei in held.items()])
    connection.commit()
    if made.is_postgresql:
        connection.run("ANALYZE")
    else:
        connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return made


def records(stage: Stage) -> dict[type[Record], Iterable[Record]]:
    """Return the records by kind."""
    tariff, author = default(), stage.author
    xp = xp_for(LEVEL, tariff)
    members = range(1, author + 1)
    articles = range(DISCUSSED, DISCUSSED + stage.articles + 1)
    return {
        Books: [Books(False, True, DAY.isoformat(), 0, True, tariff.hash, tariff.hash)],
        Day: [Day(0, DAY.isoformat())],
        TariffText: [TariffText(tariff.hash, tariff.canonical())],
        Member: (Member(MemberId(m), START_MS, xp_trust=xp, counted_day=0) for m in members),
        Article: (
            Article(ArticleId(a), MemberId(author), START_MS, 0, TIME_TO_READ_S, 3, True)
            for a in articles
        ),
        Lane: (Lane(ArticleId(a), name, PLENTY_TWEI) for a in articles for name in chart.LANES),
        Reading: (
            Reading(MemberId(m), ArticleId(DISCUSSED), Rating.PLUS)
            for m in range(1, stage.readers + 1)
        ),
        Comment: (
            Comment(
                CommentId(c), ArticleId(DISCUSSED), MemberId(stage.writer(CommentId(c))), START_MS
            )
            for c in range(1, stage.comments + 1)
        ),
    }


def holdings(stage: Stage) -> Iterator[tuple[str, int]]:
    """Yield balances: everybody has earned before, and every pot is full."""
    articles = range(DISCUSSED, DISCUSSED + stage.articles + 1)
    yield chart.POOL, PLENTY_TWEI
    yield from ((chart.pot(CommentId(c)), PLENTY_TWEI) for c in range(1, stage.comments + 1))
    yield from (
        (chart.lane(ArticleId(a), name), PLENTY_TWEI) for a in articles for name in chart.LANES
    )
    for member in range(1, stage.author + 1):
        yield chart.vesting(MemberId(member), DAY.isoformat()), PLENTY_TWEI
