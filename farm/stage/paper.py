"""The paper that everybody reads: ten editors publish a reviewed article each a day over HTTP."""

from dataclasses import dataclass, field, replace
from random import Random
from typing import Final, NamedTuple

from farm.stage.account import Account
from farm.stage.reading import Play
from farm.stage.stage import Stage
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Role
from tweipress.core.rules.reading import time_to_read_s
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL

SHORT: Final = replace(MODEL, words=380)
"""Shorter than the model's articles, so that a reading has fewer parts and takes fewer requests."""
EDITORS, FEW_EDITORS = 10, 4
AT_HOUR: Final = 0.2
BALANCE_TWEI: Final = 50_000
PARAGRAPH: Final = 40
SENTENCE: Final = 9
SYLLABLES: Final = ("ba", "co", "di", "fu", "ga", "he", "li", "mo", "nu", "pa", "ro", "si", "ta")


class Text(NamedTuple):
    """The fields that an editor fills in."""

    title: str
    body: str


class Post(NamedTuple):
    """A published article: address, number, author, text and length."""

    slug: str
    number: int
    author: MemberId
    text: Text
    words: int

    @property
    def time_to_read_s(self) -> int:
        """Return its Time to Read."""
        return time_to_read_s(self.words, books.tariff())


@dataclass
class Paper:
    """The published articles, newest last."""

    stage: Stage
    short: bool
    editors: list[Account] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Bring in the editors."""
        self.editors = [
            self.stage.enter(f"editor-{number}", role=Role.EDITOR, twei=BALANCE_TWEI)
            for number in range(FEW_EDITORS if self.short else EDITORS)
        ]

    def editions(self) -> Play:
        """Publish day by day as long as another family plays."""
        while self.stage.playing > 1:
            yield self.stage.until(AT_HOUR)
            self.come_out()
            yield self.stage.until(0, days=1)

    def come_out(self) -> list[Post]:
        """Publish the day's articles."""
        chance = self.stage.chance
        judges = (*self.editors[1:], self.editors[0])
        today = [
            published(editor, written(chance, population.words(chance, SHORT)), judge)
            for editor, judge in zip(self.editors, judges, strict=True)
        ]
        posts = [post for post in today if post is not None]
        assert len(posts) == len(self.editors), self.editors[0].met
        self.posts += posts
        return posts


def written(chance: Random, words: int) -> Text:
    """Return a new text of so many words."""
    drawn = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(words)]
    for end in range(SENTENCE - 1, words, SENTENCE):
        drawn[end] += "."
    parts = [drawn[start : start + PARAGRAPH] for start in range(0, words, PARAGRAPH)]
    title = " ".join(chance.choices(SYLLABLES, k=6))
    return Text(title, "\n\n".join(" ".join(part) for part in parts))


def published(author: Account, text: Text, judge: Account | None = None) -> Post | None:
    """Write and publish an article with the writer's forms; return None if the site refuses.

    With a judge, an editor who approves it, it is published as reviewed.
    """
    form = {"title": text.title, "section": "Nature", "body": text.body, "do": "publish"}
    kept = author.post("/write/new/", form)
    if not kept.is_accepted:
        return None
    if judge is not None and not _approved(author, judge, kept.to.strip("/").split("/")[1]):
        return None
    asked = author.post(kept.to)
    if not asked.is_accepted:
        return None
    slug = asked.to.strip("/").split("/")[-1]
    number = Article.objects.values_list("pk", flat=True).get(slug=slug)
    return Post(slug, number, author.member, text, len(text.body.split()))


def _approved(author: Account, judge: Account, code: str) -> bool:
    """Ask for a review of a draft, and let an editor approve it; tell whether both could be."""
    asked = author.post(f"/write/{code}/review/")
    decision = {"do": "approve", "reason": "True, and its sources are named."}
    return asked.is_accepted and judge.post(f"/reviews/{code}/", decision).is_accepted
