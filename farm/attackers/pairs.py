"""Attackers in pairs, each liking what the other writes."""

from collections.abc import Iterator

from farm.stage.account import Account
from farm.stage.family import Bound, Family, loses
from farm.stage.reading import Play
from farm.stage.reckoning import Reckoning
from farm.stage.talk import finished, likes, said
from tweipress.core.ids import CommentId

ARTICLES = 3


class Pairs(Family):
    """Six pairs; they are not paid for reading, so that only likes count."""

    number = "10"
    what = "six pairs, each liking every comment of the other"
    level = 13
    size, short_size = 12, 2
    twei = 150

    def plays(self) -> list[Play]:
        """Let both members of a pair come together."""
        firsts, seconds = self.accounts[::2], self.accounts[1::2]
        return [self._talk(*pair) for pair in zip(firsts, seconds, strict=True)]

    def _talk(self, one: Account, other: Account) -> Play:
        yield self.stage.until(3.0)
        for post in self.paper.posts[-10:][:ARTICLES]:
            yield from finished(one, post)
            yield from finished(other, post)
            for writer, liker in ((one, other), (other, one)):
                if comment := said(writer, post, f"Well seen. I had not thought of {post.slug}."):
                    likes(liker, CommentId(comment))

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They lose."""
        yield loses(end)
