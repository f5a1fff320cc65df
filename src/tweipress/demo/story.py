"""The demo's story: what the cast does and when, as a list of timed deeds. Nothing is done here."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final
from zlib import crc32

from tweipress.core.units import MS_PER_DAY, MS_PER_S, S_PER_H, S_PER_MIN
from tweipress.demo.cast import Text, people, texts
from tweipress.demo.objecting import appealed
from tweipress.demo.stage import EDITOR, Stage

MINUTE_MS: Final = MS_PER_S * S_PER_MIN
HOUR_MS: Final = MS_PER_S * S_PER_H

LIFE_MS: Final = 30 * HOUR_MS
"""For how long an article is read and talked about."""

NEW_MS: Final = 2 * MS_PER_DAY
"""The reader has not come to articles younger than this: their quotes are there for the visitor."""

GRADED_AT_MS: Final = 3 * HOUR_MS
SEASONED_MS: Final = 19 * MS_PER_DAY
"""Before now; by then the cast has the levels that commenting needs."""

VOUCHED_MS: Final = 30 * MS_PER_DAY
"""Before now: the reader writes nothing, so an editor's word is her way to trust."""

LIKES_OF_100: Final = 35
FASTEST_PERCENT: Final = 60
PACES: Final = 80

READER: Final = "Leilani"
BOT: Final = "Dexter"
MODERATOR: Final = "Mireille"
OPERATOR: Final = "Hedda"
BOT_TEXT: Final = "saturday-bring-your-toaster"
BOT_COMMENT: Final = 1

HOURS_AGO: Final = {
    "everything-twice": 432,
    "what-the-keeper-read": 371,
    "the-library-of-things-with-cords": 313,
    "how-a-seed-bank-keeps-its-books": 251,
    BOT_TEXT: 195,
    "the-rook-on-c-wing": 140,
    "bread-and-the-weather": 76,
    "what-a-quiet-street-is-made-of": 19,
    "how-bees-vote": 15,
    "what-a-bed-on-rails-costs": 11,
    "eleven-hundred-wells": 7,
    "the-town-that-writes-down-the-sea": 3,
}
UNREVIEWED: Final = {"the-rook-on-c-wing"}
OTHER_RATINGS: Final = {
    ("Radomir", "what-a-bed-on-rails-costs"): "minus",
    ("Bayani", "the-library-of-things-with-cords"): "minus",
    ("Hedda", "the-rook-on-c-wing"): "done",
}
DISLIKES: Final = {
    (BOT_TEXT, BOT_COMMENT): (("Radomir", "advertising"), ("Noor", "advertising")),
    ("eleven-hundred-wells", 2): (("Juhani", "untrue"),),
}
HIDDEN_FOR: Final = "Advertising: it praises a shop, not the article."
FLAGGED_FOR: Final = "The comment that I have removed stands on three other sites, word for word."
MISPRINTED: Final = "bread-and-the-weather"
RIGHT, WRONG = "On 13 July 1788", "On 13 June 1788"
CORRECTION: Final = "An earlier version dated the hailstorm of 1788 to 13 June. It fell on 13 July."
REPORTS: Final = (
    ("Saskia", BOT_TEXT, "mine"),
    ("Ondine", "what-the-keeper-read", "whole"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A text published under a title at a time."""

    text: Text
    title: str
    at_ms: int
    reviewed: bool = True


@dataclass
class Story:
    """Deeds on a stage, ending before `end_ms`; nobody reads two articles at a time."""

    stage: Stage
    end_ms: int
    deeds: list[tuple[int, Callable[[], None]]] = field(default_factory=list)
    _busy_until_ms: dict[str, int] = field(default_factory=dict)

    def at(self, time_ms: int, deed: Callable[[], None]) -> int:
        """Add a deed, and return its time: before the end, whatever was asked."""
        time_ms = min(time_ms, self.end_ms - MINUTE_MS)
        self.deeds.append((time_ms, deed))
        return time_ms

    def in_order(self) -> list[tuple[int, Callable[[], None]]]:
        """Return the deeds by time; those of one moment as they were added."""
        return sorted(self.deeds, key=lambda deed: deed[0])

    def edition(self, edition: Edition, readers: Iterable[str]) -> dict[str, int]:
        """Add a publication and its readings; return when each of them has read it."""
        text, title = edition.text, edition.title
        span_ms = self.span_ms(edition)
        self.at(edition.at_ms, partial(self.stage.publish, text, title, edition.reviewed))
        read_ms = {text.author: edition.at_ms}
        queue = sorted(set(readers) - {text.author}, key=lambda who: draw(who, title))
        for place, who in enumerate(queue, 1):
            planned_ms = edition.at_ms + span_ms * place // (2 * len(queue) + 2)
            start_ms = max(planned_ms, self._busy_until_ms.get(who, 0) + MINUTE_MS)
            pace = FASTEST_PERCENT + draw("pace", who, title) % PACES
            end_ms = start_ms + text.reading_s * pace * 10
            if end_ms >= self.end_ms - MINUTE_MS:
                continue
            rating = OTHER_RATINGS.get((who, text.key), "plus")
            self.at(start_ms, partial(self.stage.open, who, title))
            self.at(end_ms, partial(self.stage.rate, who, title, rating))
            self._busy_until_ms[who] = read_ms[who] = end_ms
        return read_ms

    def talk(self, edition: Edition, read_ms: dict[str, int]) -> None:
        """Add the comments on an edition, and votes by those who have read it."""
        text, title = edition.text, edition.title
        span_ms = self.span_ms(edition)
        time_ms = edition.at_ms + span_ms // 4
        for index, (writer, said) in enumerate(text.comments):
            written_ms = max(time_ms, read_ms[writer]) + span_ms // 16
            time_ms = self.at(written_ms, partial(self.stage.comment, writer, title, said))
            disliked = dict(DISLIKES.get((text.key, index), ()))
            for who, reason in disliked.items():
                voted_ms = max(time_ms, read_ms[who]) + span_ms // 20
                self.at(voted_ms, partial(self.stage.dislike, who, title, index, reason))
            for who in read_ms.keys() - {writer, *disliked}:
                if draw(who, said) % 100 < LIKES_OF_100 and writer != BOT:
                    voted_ms = max(time_ms, read_ms[who]) + span_ms // 20
                    self.at(voted_ms, partial(self.stage.like, who, title, index))

    def span_ms(self, edition: Edition) -> int:
        """Return for how long an edition lives before the story's end."""
        return min(LIFE_MS, self.end_ms - edition.at_ms - MINUTE_MS)


def draw(*of: str) -> int:
    """Return a number that looks like chance and is the same each time."""
    return crc32("|".join(of).encode())


def whole(stage: Stage, end_ms: int) -> Story:
    """Return the story that fills an empty site."""
    story = Story(stage, end_ms)
    start_ms = beginning_ms(end_ms)
    story.at(start_ms, stage.fill_pool)
    for number, person in enumerate(people()):
        joined_ms = end_ms - person.days * MS_PER_DAY + number * MINUTE_MS
        story.at(joined_ms, partial(stage.join, person))
    seasoned_ms = end_ms - SEASONED_MS
    first_ms = (start_ms // MS_PER_DAY + 1) * MS_PER_DAY + GRADED_AT_MS
    for night_ms in range(first_ms, end_ms, MS_PER_DAY):
        nights = max(1, (seasoned_ms - night_ms) // MS_PER_DAY)
        story.at(night_ms, partial(stage.grade, nights))
    for key, hours in HOURS_AGO.items():
        text = texts()[key]
        at_ms, is_reviewed = end_ms - hours * HOUR_MS, key not in UNREVIEWED
        edition = Edition(_misprinted(text), text.title, at_ms, is_reviewed)
        story.talk(edition, story.edition(edition, readers(edition, end_ms)))
    _staff_work(story)
    return story


def beginning_ms(end_ms: int) -> int:
    """Return when the first of the cast joins a story that ends then."""
    return end_ms - max(person.days for person in people()) * MS_PER_DAY


def readers(edition: Edition, end_ms: int) -> list[str]:
    """Return who of the cast reads an edition: the reader what is older, the bot its own prey."""
    is_fresh = end_ms - edition.at_ms < NEW_MS
    absent = {READER} if is_fresh else set()
    if edition.text.key != BOT_TEXT:
        absent.add(BOT)
    joined_before_ms = edition.at_ms - NEW_MS
    return [
        person.name
        for person in people()
        if person.name not in absent and end_ms - person.days * MS_PER_DAY < joined_before_ms
    ]


def _misprinted(text: Text) -> Text:
    """Return a text as it is first printed: one has a wrong date."""
    printed = json.dumps(text.data, ensure_ascii=False)
    if text.key == MISPRINTED:
        assert RIGHT in printed, "the date is corrected later"
    return replace(text, data=json.loads(printed.replace(RIGHT, WRONG)))


def _staff_work(story: Story) -> None:
    """Add what the moderator and an editor do, and the reports."""
    for who, key, scope in REPORTS:
        bought_ms = story.end_ms - HOURS_AGO[key] * HOUR_MS + 2 * LIFE_MS
        story.at(bought_ms, partial(story.stage.report, who, texts()[key].title, scope))
    corrected_ms = story.end_ms - HOURS_AGO[MISPRINTED] * HOUR_MS + LIFE_MS
    text = texts()[MISPRINTED]
    story.at(corrected_ms, partial(story.stage.correct, text, CORRECTION))
    story.at(story.end_ms - VOUCHED_MS, partial(story.stage.vouch, EDITOR, READER))
    hidden_ms = story.end_ms - HOURS_AGO[BOT_TEXT] * HOUR_MS + LIFE_MS
    title = texts()[BOT_TEXT].title
    story.at(hidden_ms, partial(story.stage.hide, MODERATOR, title, BOT_COMMENT, HIDDEN_FOR))
    story.at(hidden_ms + HOUR_MS, partial(story.stage.flag, MODERATOR, BOT, FLAGGED_FOR))
    story.at(hidden_ms + 2 * HOUR_MS, partial(appealed, story.stage, BOT, OPERATOR))
