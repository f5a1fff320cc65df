"""One pass over the postings of a play: who got what, and when. Nothing else is looked at."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from farm.population.cast import Person
from farm.population.ledger import NEW_YEAR_MS, Posting
from farm.population.play import Played
from tweipress.core import chart
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.pnl import PROFIT, Line
from tweipress.core.records.member import Member
from tweipress.core.rules.levels import level
from tweipress.core.rules.trust import is_trusted
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_DAY

TRUSTED: Final = "trusted"
WITHDRAWABLE: Final = "withdrawable"
OF_COMMENTER: Final = frozenset(
    {Line.COMMENT_REWARDS, Line.LIKES_COMMENTER, Line.COMMENT_TRIBUTES, Line.DISLIKES_COMMENTER}
)


Part = tuple[MemberId, bool]
"""A member, and whether on their own articles or on others'."""


class Quoted(NamedTuple):
    """What a reader was shown: of which article, at which standing, how much, from which lane."""

    reviewed: bool
    age_days: int
    level: int
    trusted: bool
    twei: int
    lane: str


@dataclass
class Tally:
    """Sums in Twei, times, and days, by member, article and comment.

    `reached_day` counts days from joining, the first one as 1; `by_day` has sums by their names.
    """

    earned_twei: Counter[Part] = field(default_factory=Counter)
    spent_twei: Counter[Part] = field(default_factory=Counter)
    article_twei: Counter[ArticleId] = field(default_factory=Counter)
    author_of: dict[ArticleId, MemberId] = field(default_factory=dict)
    comment_twei: Counter[CommentId] = field(default_factory=Counter)
    writer_of: dict[CommentId, MemberId] = field(default_factory=dict)
    reading_ms: Counter[MemberId] = field(default_factory=Counter)
    readings: Counter[MemberId] = field(default_factory=Counter)
    quoted: list[Quoted] = field(default_factory=list)
    paid: list[Quoted] = field(default_factory=list)
    reached_day: dict[tuple[MemberId, str], int] = field(default_factory=dict)
    by_day: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))


def tallied(play: Played) -> Tally:
    """Return what the postings of a play come to."""
    reckoner = Reckoner({person.member: person for person in play.people}, play.days)
    for posting in play.postings:
        reckoner.take(posting)
    return reckoner.tally


class Reckoner:
    """Reads one posting after another."""

    def __init__(self, people: dict[MemberId, Person], days: int) -> None:
        """Know who is who, and until which day to look at what they have reached."""
        self.tally = Tally()
        self._people, self._days = people, days
        self._balances: Counter[str] = Counter()
        self._members: dict[MemberId, Member] = {}
        self._opened: dict[MemberId, tuple[int, Quoted]] = {}
        self._published: dict[ArticleId, tuple[int, Publish]] = {}

    def take(self, posting: Posting) -> None:
        """Add what a posting moved, and what it says."""
        day = (posting.at_ms - NEW_YEAR_MS) // MS_PER_DAY
        for debit, credit, twei in posting.outcome.transfers:
            self._balances[debit] -= twei
            self._balances[credit] += twei
        for record in posting.outcome.records:
            if isinstance(record, Member):
                self._members[record.member] = record
        self._act(posting, day)
        self._lines(posting, day)

    def _act(self, posting: Posting, day: int) -> None:
        tally = self.tally
        match posting.act:
            case Publish(member=author, article=article) as act:
                tally.author_of[article] = author
                self._published[article] = (posting.at_ms, act)
                tally.by_day["given"][day] += _int(posting, "opportunity_twei")
                tally.by_day["articles"][day] += 1
            case Open(member=reader):
                self._opened[reader] = (posting.at_ms, self._quote(posting))
            case Plus(member=reader):
                _, quoted = self._opened[reader]
                tally.paid.append(quoted)
                tally.by_day[f"paid {quoted.lane}"][day] += quoted.twei
                self._read(reader, posting, day)
            case Minus(member=reader) | Done(member=reader):
                self._read(reader, posting, day)
            case Comment(member=writer, comment=comment):
                tally.writer_of[comment] = writer
                tally.by_day["comments"][day] += 1
            case Like():
                tally.by_day["likes"][day] += 1
            case OpenDay():
                tally.by_day["emitted"][day] += sum(move[-1] for move in posting.outcome.transfers)
            case CloseDay():
                tally.by_day["pool"][day - 1] = self._balances[chart.POOL]
                self._look_around(day - 1, posting.at_ms)
            case _:
                pass

    def _lines(self, posting: Posting, day: int) -> None:
        """Add up what members earned and spent: in all, on their own article, by a comment."""
        tally, comment = self.tally, _comment_of(posting)
        for article, member, line, amount_twei in posting.outcome.lines:
            gained_twei = amount_twei if line in PROFIT else -amount_twei
            is_author = tally.author_of[article] == member
            sums = tally.earned_twei if line in PROFIT else tally.spent_twei
            sums[member, is_author] += amount_twei
            if is_author:
                tally.article_twei[article] += gained_twei
            if comment and line in OF_COMMENTER:
                tally.comment_twei[comment] += gained_twei
            name = Line(line).name
            if is_author and line == Line.EARNED_FOR_PLUSES:
                name = "author"
            tally.by_day[name][day] += amount_twei

    def _quote(self, posting: Posting) -> Quoted:
        inputs = posting.outcome.inputs
        published_ms, published = self._published[posting.outcome.article]
        quoted = Quoted(
            reviewed=published.reviewed,
            age_days=(posting.at_ms - published_ms) // MS_PER_DAY,
            level=int(str(inputs["level"])),
            trusted=bool(inputs["trusted"]),
            twei=_int(posting, "quote"),
            lane=str(posting.outcome.answer["lane"]),
        )
        self.tally.quoted.append(quoted)
        return quoted

    def _read(self, reader: MemberId, posting: Posting, day: int) -> None:
        opened_ms, _ = self._opened[reader]
        self.tally.reading_ms[reader] += posting.at_ms - opened_ms
        self.tally.readings[reader] += 1
        self.tally.by_day["readings"][day] += 1

    def _look_around(self, day: int, at_ms: int) -> None:
        """See what everybody has reached by the end of a day."""
        tariff = default()
        if day >= self._days:
            return
        for number, member in self._members.items():
            goals = [f"LVL {reached}" for reached in range(2, level(member, tariff) + 1)]
            if is_trusted(member, tariff, at_ms):
                goals.append(TRUSTED)
            if self._balances[chart.available(number)] >= tariff.withdrawal_min_twei:
                goals.append(WITHDRAWABLE)
            since = day - self._people[number].joins_day + 1
            for goal in goals:
                self.tally.reached_day.setdefault((number, goal), since)


def _int(posting: Posting, name: str) -> int:
    value = posting.outcome.answer[name]
    assert isinstance(value, int)
    return value


def _comment_of(posting: Posting) -> CommentId | None:
    """Return the comment that a posting is about."""
    match posting.act:
        case Comment(comment=comment) | Like(comment=comment):
            return comment
        case Dislike(comment=comment) | Settle(comment=comment):
            return comment
        case _:
            return None
