"""A ring of authors and readers who only act with each other: publish, read, comment, like."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, loses
from farm.stage.paper import Post, published, written
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning
from farm.stage.talk import finished, likes, said
from tweipress.core.ids import CommentId, MemberId

WORDS = 120
ARTICLES = 5
AUTHOR_LEVEL, READER_LEVEL = 10, 13


class Ring(Family):
    """Twenty authors and sixty readers; none of them reads or likes anything outside."""

    number = "9"
    what = "20 authors and 60 readers publish, Plus, comment and like among themselves"
    size, short_size = 80, 8
    twei = 100

    def levels(self) -> dict[MemberId, int]:
        """Lift authors to publish, readers to comment."""
        return {account.member: AUTHOR_LEVEL for account in self.authors} | {
            account.member: READER_LEVEL for account in self.readers
        }

    @property
    def authors(self) -> list[Account]:
        """Return every fourth."""
        return self.accounts[::4]

    @property
    def readers(self) -> list[Account]:
        """Return the others."""
        return [account for account in self.accounts if account not in self.authors]

    def plays(self) -> list[Play]:
        """Publish first; then everybody reads and comments, and then everybody likes."""
        self.posts: list[Post] = []
        self.comments: list[tuple[Post, int]] = []
        return [
            self._publish(),
            *(self._read(account, place) for place, account in enumerate(self.readers)),
        ]

    def _publish(self) -> Play:
        yield self.stage.until(1.0)
        for author in self.authors:
            post = published(author, written(self.stage.chance, WORDS))
            self.posts += [post] if post is not None else []

    def _read(self, account: Account, place: int) -> Play:
        yield self.stage.until(2.0 + place / 100)
        mine = [self.posts[(place + step) % len(self.posts)] for step in range(ARTICLES)]
        for post in dict.fromkeys(mine):
            yield from finished(account, post, "plus")
        number = said(account, mine[0], f"I could not agree more, says {account.name}.")
        self.comments += [(mine[0], number)] if number else []
        yield self.stage.until(20.0 + place / 100)
        for post, comment in self.comments:
            if post in mine and comment != number and not likes(account, CommentId(comment)):
                return

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They lose together."""
        yield loses(end)
