"""A visit: somebody reads what they chose, rates it, comments, and looks at others' comments."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from farm.population.cast import Person
from farm.population.paper import Paper, Said, Text
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, ReportId, SessionId
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import ReportScope
from tweipress.core.records.reading import Session
from tweipress.core.rules import levels
from tweipress.core.rules.reading import floor_ms, session_life_ms
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_S, S_PER_MIN
from tweipress.risk.fitting import population
from tweipress.risk.fitting.population import MODEL

PAUSE_MS: Final = 2 * S_PER_MIN * MS_PER_S
UNFINISHED: Final = 0.15
PLUS: Final = 0.75
REPORTS: Final = 0.01
DISLIKES: Final = 0.01
LOOKED_AT: Final = 3
"""How many comments below an article a reader sees at most."""


@dataclass
class Visits:
    """Everybody's visits, and what each has chosen before."""

    paper: Paper
    seen: dict[int, set[ArticleId]] = field(default_factory=dict)

    def visit(self, reader: Person) -> Iterator[int]:
        """Read one article after another, with a pause between them."""
        ledger, seen = self.paper.ledger, self.seen.setdefault(reader.member, set())
        for text in self.paper.chosen(reader, seen):
            session = SessionId(f"s{ledger.serial()}")
            if not ledger.does(Open(reader.member, text.article, session)):
                return
            seen.add(text.article)
            life_ms = session_life_ms(text.time_to_read_s, default())
            ledger.plan(ledger.now_ms + life_ms + 1, self._expires(reader, session))
            takes_ms = self._takes_ms(reader, text)
            if self.paper.chance.random() < UNFINISHED:
                yield ledger.now_ms + round(takes_ms * self.paper.chance.random())
            else:
                yield ledger.now_ms + takes_ms
                self._finish(reader, text, session)
            yield ledger.now_ms + PAUSE_MS

    def _takes_ms(self, reader: Person, text: Text) -> int:
        """Draw how long a reading takes; who is faster than the floor waits."""
        taken_s = population.dwell_s(self.paper.chance, MODEL, reader.speed_wpm, text.words)
        return max(round(taken_s * MS_PER_S), floor_ms(text.time_to_read_s, default()))

    def _expires(self, reader: Person, session: SessionId) -> Iterator[int]:
        """End a session that nobody has finished; it was planned for the moment after its life."""
        last = self.paper.ledger.world.get(Session, reader.member)
        if last is not None and last.live and last.session == session:
            self.paper.ledger.must(Expire(reader.member, session))
        yield from ()

    def _finish(self, reader: Person, text: Text, session: SessionId) -> None:
        ledger, chance = self.paper.ledger, self.paper.chance
        if not self._is_rated(reader, text, session):
            return
        if chance.random() < REPORTS:
            number = ReportId(f"r{ledger.serial()}")
            ledger.does(Report(reader.member, text.article, ReportScope.MINE, number))
        self._look(reader, text)
        if chance.random() < reader.kind.comments:
            self._comment(reader, text)

    def _is_rated(self, reader: Person, text: Text, session: SessionId) -> bool:
        """Rate by taste; *Done reading* where a Minus is refused or no Plus is left."""
        ledger, proof = self.paper.ledger, (reader.member, session, text.sections)
        drawn, minus = self.paper.chance.random(), reader.kind.minus + text.author.kind.displeases
        if drawn < minus:
            if ledger.does(Minus(*proof)):
                return True
        elif drawn < minus + PLUS and self._has_pluses(reader):
            return ledger.does(Plus(*proof))
        return ledger.does(Done(*proof))

    def _has_pluses(self, reader: Person) -> bool:
        today = self._today(reader)
        return today.pluses < levels.pluses_per_day(levels.level(today, default()), default())

    def _today(self, reader: Person) -> Member:
        member = self.paper.ledger.world.get(Member, reader.member)
        assert member is not None
        return member.on_day(self.paper.ledger.world.books.day_number)

    def _look(self, reader: Person, text: Text) -> None:
        """Look at some of the comments that can still be voted on, and like some of these."""
        ledger, chance = self.paper.ledger, self.paper.chance
        open_ms = ledger.now_ms - default().settlement_s * MS_PER_S
        shown = [
            said
            for said in self.paper.said.get(text.article, ())
            if said.at_ms > open_ms and said.writer != reader.member
        ]
        for said in chance.sample(shown, min(LOOKED_AT, len(shown))):
            if chance.random() >= reader.looks:
                continue
            if chance.random() < said.liked:
                self._vote(reader, Like(reader.member, said.comment))
            elif chance.random() < DISLIKES:
                self._vote(reader, Dislike(reader.member, said.comment, "off the subject"))

    def _vote(self, reader: Person, act: Like | Dislike) -> None:
        """Vote, unless the level or the day's quota does not allow it."""
        self.paper.ledger.does(act)

    def _comment(self, reader: Person, text: Text) -> None:
        """Comment from the level on, if there is enough to pay for it."""
        ledger = self.paper.ledger
        number = CommentId(self.paper.comments + 1)
        if not ledger.does(Comment(reader.member, text.article, number)):
            return
        self.paper.comments += 1
        said = Said(number, reader.member, reader.liked, ledger.now_ms)
        self.paper.said.setdefault(text.article, []).append(said)
        ledger.plan(ledger.now_ms + default().settlement_s * MS_PER_S, self._settles(number))

    def _settles(self, number: CommentId) -> Iterator[int]:
        """Settle a comment when the time for votes is over."""
        self.paper.ledger.must(Settle(number))
        yield from ()
