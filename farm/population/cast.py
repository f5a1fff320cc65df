"""The population: 200 readers of five kinds, and who writes for them. Everything here is assumed.

How fast people read and when they come is from `tweipress.risk.fitting.population`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tweipress.core.ids import MemberId
from tweipress.core.roles import Role
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL, Habits

HABITS: Final = Habits()
TOPICS: Final = 5
LATE: Final = 0.1
"""The share of the readers who come later than the first day, half of them by an invitation."""
LATE_FROM_DAY, LATE_UNTIL_DAY = 10, 40
COMES_LEAST: Final = 0.4
"""A reader comes on 40 to 100 of 100 days, from person to person."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the members of a kind do, as chances: a reading, a day, or a look at a comment each.

    `liked` is how many of those who look at a comment of theirs like it; `drawn` is how much more
    or less their articles are chosen than others', `displeases` how often these get a Minus more.
    """

    name: str
    number: int
    minus: float = 0.04
    comments: float = 0.0
    liked: float = 0.0
    publishes: float = 0.0
    reviewed: bool = False
    drawn: float = 1.0
    displeases: float = 0.0
    twei: int = 0
    role: Role | None = None


ONLY_READ: Final = Kind("readers who only read and vote", 135)
LIKED: Final = Kind("commenters whose comments are liked", 25, comments=0.25, liked=0.35)
IGNORED: Final = Kind("commenters whom few like", 10, comments=0.25, liked=0.02)
CRITICS: Final = Kind("readers who mostly rate with a Minus", 15, minus=0.6)
WRITE_TOO: Final = Kind(
    "readers who publish once a week, unreviewed, from LVL 10", 15, publishes=1 / 7
)
READERS: Final = (ONLY_READ, LIKED, IGNORED, CRITICS, WRITE_TOO)

AUTHOR: Final = Kind(
    "", 1, comments=0.1, liked=0.35, publishes=0.8, reviewed=True, twei=5000, role=Role.CONTRIBUTOR
)
"""Authors read and comment as well; what they start with is for tributes and bonds."""
READ: Final = replace(AUTHOR, name="authors, reviewed, on most days", number=8)
UNREAD: Final = replace(AUTHOR, name="an author, reviewed, whom hardly anybody reads", drawn=0.03)
DISPLEASING: Final = replace(
    AUTHOR, name="an author, reviewed, who gets a Minus from many", displeases=0.6
)
UNREVIEWED: Final = replace(
    AUTHOR,
    name="authors, never reviewed, on every second day",
    number=3,
    publishes=0.5,
    reviewed=False,
)
AUTHORS: Final = (READ, UNREAD, DISPLEASING, UNREVIEWED)
EDITORS: Final = Kind("editors, who read and like", 2, role=Role.EDITOR)
KINDS: Final = (*READERS, *AUTHORS, EDITORS)


@dataclass(frozen=True, slots=True)
class Person:
    """A member with habits: their speed, how often, how much, when, and what they like to read.

    `looks` is how many of the comments below an article they look at.
    """

    member: MemberId
    kind: Kind
    joins_day: int
    is_invited: bool
    speed_wpm: float
    comes: float
    a_day: int
    hour: float
    topic: int
    looks: float
    liked: float


def people(chance: Random, per: int = 1) -> list[Person]:
    """Draw everybody, or one in `per` of each kind and at least one."""
    return [
        _person(chance, MemberId(number), kind) for number, kind in enumerate(_kinds(per), start=1)
    ]


def of(persons: Sequence[Person], *kinds: Kind) -> list[Person]:
    """Return the people of some kinds."""
    return [person for person in persons if person.kind in kinds]


def _kinds(per: int) -> Iterator[Kind]:
    for kind in KINDS:
        yield from [kind] * max(1, kind.number // per)


def _person(chance: Random, member: MemberId, kind: Kind) -> Person:
    is_late = kind in READERS and chance.random() < LATE
    return Person(
        member=member,
        kind=kind,
        joins_day=chance.randint(LATE_FROM_DAY, LATE_UNTIL_DAY) if is_late else 0,
        is_invited=is_late and chance.random() < 1 / 2,
        speed_wpm=population.speed_wpm(chance, MODEL),
        comes=chance.uniform(COMES_LEAST, 1) if kind in READERS else 1,
        a_day=chance.randint(HABITS.fewest_a_day, HABITS.most_a_day),
        hour=chance.uniform(HABITS.first_hour, HABITS.last_hour),
        topic=chance.randrange(TOPICS),
        looks=1 if kind == EDITORS else chance.random(),
        liked=chance.uniform(0, 2 * kind.liked),
    )
