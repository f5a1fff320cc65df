"""A play of so many days: the books are founded, people join, read and write, and nights pass."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from farm.population import cast, nights
from farm.population.cast import HABITS, Person
from farm.population.ledger import FIRST_DAY, NEW_YEAR_MS, Ledger, Posting
from farm.population.paper import HOUR_MS, Paper
from farm.population.visit import Visits
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.rules import levels
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_DAY

POOL_TWEI: Final = 1_000_000
DAYS: Final = 60
SETTLED_DAYS: Final = 4
"""How long the books go on without visits: every comment is settled then."""
VOUCHES_DAY: Final = 30


@dataclass(frozen=True)
class Played:
    """The people, the days they came on, every posting, and what was refused."""

    people: Sequence[Person]
    days: int
    postings: Sequence[Posting]
    refused: Counter[str]


def played(seed: int, days: int = DAYS, per: int = 1) -> Played:
    """Play so many days with everybody, or with one in `per` of each kind."""
    chance = Random(seed)
    people, ledger = cast.people(chance, per), Ledger()
    with tempfile.TemporaryDirectory(prefix="tweipress-population-") as folder:
        ledger.plan(
            NEW_YEAR_MS, Play(people, days, Paper(ledger, chance), Path(folder)).days_pass()
        )
        ledger.run()
    return Played(people, days, ledger.postings, ledger.refused)


@dataclass
class Play:
    """The days, and who comes on each of them."""

    people: Sequence[Person]
    days: int
    paper: Paper
    folder: Path

    def __post_init__(self) -> None:
        """Know who is who."""
        self.ledger, self.chance = self.paper.ledger, self.paper.chance
        self.visits = Visits(self.paper)
        self.editors = cast.of(self.people, cast.EDITORS)

    def days_pass(self) -> Iterator[int]:
        """Found the books, then let one day after the other pass."""
        tariff = default()
        self.ledger.must(Found(tariff.canonical()))
        self.ledger.must(Deposit(MemberId(0), POOL_TWEI))
        self.ledger.must(OpenDay(FIRST_DAY))
        for day in range(self.days + SETTLED_DAYS):
            if day:
                nights.turn(self.ledger, self.folder)
            if day < self.days:
                self._begin(day)
            yield NEW_YEAR_MS + (day + 1) * MS_PER_DAY

    def _begin(self, day: int) -> None:
        """Let those join who do today, and plan who comes at which hour, and who publishes."""
        for person in self.people:
            if person.joins_day == day:
                self._join(person)
        if day == VOUCHES_DAY:
            self._vouch()
        for person in self.people:
            if person.joins_day > day:
                continue
            if person.kind.publishes and self._publishes(person):
                editor = self.chance.choice(self.editors).member
                self.ledger.plan(self.ledger.now_ms, self.paper.publishes(person, editor))
            if self.chance.random() < person.comes:
                hour = self.chance.gauss(person.hour, HABITS.sitting_sd_h)
                at_ms = self.ledger.now_ms + round(max(0.0, hour) * HOUR_MS)
                self.ledger.plan(at_ms, self.visits.visit(person))

    def _join(self, person: Person) -> None:
        self.ledger.must(Join(person.member))
        if person.kind.role:
            self.ledger.must(Role(person.member, person.kind.role))
        if person.kind.twei:
            self.ledger.must(Deposit(person.member, person.kind.twei))
        if person.is_invited:
            self.ledger.does(Invite(self.chance.choice(self._inviters(person)), person.member))

    def _inviters(self, newcomer: Person) -> list[MemberId]:
        """Return who may invite somebody, the editors among them."""
        level = default().invite_level
        able = [one.member for one in self.people if self._level(one) >= level]
        others = [editor.member for editor in self.editors]
        return [member for member in (*able, *others) if member != newcomer.member]

    def _publishes(self, person: Person) -> bool:
        """Draw whether somebody publishes today: a reader from the level on."""
        may = person.kind.role is not None or self._level(person) >= default().publish_level
        return may and self.chance.random() < person.kind.publishes

    def _level(self, person: Person) -> int:
        member = self.ledger.world.get(Member, person.member)
        return levels.level(member, default()) if member else 0

    def _vouch(self) -> None:
        """Let each editor vouch for those whose comments they liked most."""
        world, likes = self.ledger.world, [post.act for post in self.ledger.postings]
        for editor in self.editors:
            liked: Counter[MemberId] = Counter()
            for act in likes:
                if isinstance(act, Like) and act.member == editor.member:
                    comment = world.get(Comment, act.comment)
                    assert comment is not None
                    liked[comment.writer] += 1
            for writer, _ in liked.most_common(default().vouches_max):
                self.ledger.does(Vouch(editor.member, writer))
