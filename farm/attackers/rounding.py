"""A ring that hopes for the last Twei of every division.

It sends a few thousand requests over HTTP, and a million acts to the rules (bulk.py).
"""

from collections.abc import Iterator

from farm.rules.bulk import Tiny, tiny_acts
from farm.stage.account import Account
from farm.stage.family import Bound, Family, loses
from farm.stage.paper import Post, published, written
from farm.stage.reading import Play, opened
from farm.stage.reckoning import Reckoning
from farm.stage.talk import dislikes, finished, likes, said
from tweipress.core.ids import CommentId

AUTHORS = 4
SWITCHES = 12
ACTS, SHORT_ACTS = 1_000_000, 5_000


class Rounding(Family):
    """They open and switch, rate quotes of 1 or 0, and like comments with nearly empty pots."""

    number = "16"
    what = "a million tiny acts: quotes of 0 and 1, switches, likes of empty pots, dislikes"
    level = 13
    size, short_size = 40, 5
    twei = 150

    def plays(self) -> list[Play]:
        """Publish, then let everybody try at once."""
        self.posts: list[Post] = []
        self.comments: list[int] = []
        return [
            self._publish(),
            *(self._try(account, place) for place, account in enumerate(self.accounts)),
        ]

    def _publish(self) -> Play:
        yield self.stage.until(1.5)
        for author in self.accounts[:AUTHORS]:
            post = published(author, written(self.stage.chance, 100))
            self.posts += [post] if post is not None else []

    def _try(self, account: Account, place: int) -> Play:
        yield self.stage.until(2.5 + place / 200)
        for turn in range(SWITCHES):
            opened(account, self.posts[turn % len(self.posts)].slug, switch=True)
            yield 0.5
        for turn, post in enumerate(self.posts):
            yield from finished(account, post, "minus" if (turn + place) % 3 == 0 else "plus")
        if place < AUTHORS:
            self.comments.append(said(account, self.posts[place - 1], f"So it is: {place}."))
        yield self.stage.until(8.0 + place / 200)
        for comment in filter(None, self.comments):
            likes(account, CommentId(comment)) or dislikes(account, CommentId(comment))

    def bounds(self, end: Reckoning) -> Iterator[Bound]:
        """They lose, on the site and on the rules alone."""
        yield loses(end)
        tiny = tiny_acts(SHORT_ACTS if self.short else ACTS, seed=1)
        yield _bulk_bound(tiny)


def _bulk_bound(tiny: Tiny) -> Bound:
    said = f"{tiny.acts:,} acts on the rules: no act makes the ring richer, and it ends with less"
    measured = f"{tiny.began_twei} → {tiny.ended_twei} Twei, {tiny.gains} gains"
    return Bound(said, measured, tiny.gains == 0 and tiny.ended_twei < tiny.began_twei)
