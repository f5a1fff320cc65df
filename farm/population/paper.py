"""The paper of the play: its articles, who publishes them, and who chooses which."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from random import Random
from typing import Final

from farm.population.cast import HABITS, TOPICS, Person
from farm.population.ledger import Ledger
from harness.reviewed import reviewed
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.rules.reading import section_count, time_to_read_s
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_S, S_PER_H
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL

FAVOURITE: Final = 2.0
"""How much rather somebody chooses an article on the topic they like most."""
HOUR_MS: Final = S_PER_H * MS_PER_S


@dataclass(frozen=True, slots=True)
class Text:
    """A published article."""

    article: ArticleId
    author: Person
    words: int
    topic: int
    day: int

    @property
    def time_to_read_s(self) -> int:
        """Return the Time to Read."""
        return time_to_read_s(self.words, default())

    @property
    def sections(self) -> int:
        """Return into how many parts the text is cut."""
        return section_count(self.words, default())


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, and how many of those who look at it like it."""

    comment: CommentId
    writer: MemberId
    liked: float
    at_ms: int


@dataclass
class Paper:
    """What was published, and what was said about it."""

    ledger: Ledger
    chance: Random
    texts: list[Text] = field(default_factory=list)
    said: dict[ArticleId, list[Said]] = field(default_factory=dict)
    comments: int = 0

    def publishes(self, author: Person, editor: MemberId) -> Iterator[int]:
        """Let an author publish at some hour of the day, if they can; reviewed or not."""
        yield self.ledger.now_ms + round(self.chance.uniform(5, 20) * HOUR_MS)
        words = population.words(self.chance, MODEL)
        number = ArticleId(self.ledger.serial())
        text = Text(number, author, words, self.chance.randrange(TOPICS), self.ledger.day)
        if self._is_accepted(text, editor):
            self.texts.append(text)

    def _is_accepted(self, text: Text, editor: MemberId) -> bool:
        figures = (text.time_to_read_s, text.words, text.sections)
        author = text.author
        if not author.kind.reviewed:
            return self.ledger.does(Publish(author.member, text.article, *figures))
        acts = reviewed(author.member, text.article, *figures, editor=editor)
        return all(self.ledger.does(act) for act in acts)

    def chosen(self, reader: Person, seen: set[ArticleId]) -> list[Text]:
        """Draw what somebody reads today, of the last days' articles, without repetition."""
        first = self.ledger.day - HABITS.days_back + 1
        fresh = [
            text
            for text in self._lately(first)
            if text.article not in seen and text.author is not reader
        ]
        ranked = sorted(fresh, key=lambda text: self._rank(reader, text))
        return ranked[: reader.a_day]

    def _lately(self, first_day: int) -> Sequence[Text]:
        start = len(self.texts)
        while start and self.texts[start - 1].day >= first_day:
            start -= 1
        return self.texts[start:]

    def _rank(self, reader: Person, text: Text) -> float:
        """Draw a place in the order of choice: exponential, the sooner the larger the weight."""
        weight = text.author.kind.drawn * (FAVOURITE if text.topic == reader.topic else 1)
        return -log(1 - self.chance.random()) / weight
