"""The acts of a crowd in fifteen days, which fill books of any size.

A fiftieth of the members are regulars: they publish, read five articles a day, comment and like. A
tenth earned something once, on the first day, which matures when the last one closes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from harness.reviewed import reviewed
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, ReportId, SessionId
from tweipress.core.records.pnl import ReportScope
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default

FIRST_DAY: Final = date(2026, 1, 1)
DAYS: Final = 15
ROUNDS: Final = 5
COMMENTS: Final = 5
LIKES: Final = 2
WAIT_DAYS: Final = 3
TIME_TO_READ_S: Final = 180
WORDS: Final = 700
SECTIONS: Final = 5
POOL_TWEI: Final = 10**9
BALANCE_TWEI: Final = 5_000
H_MS: Final = 3_600_000


class Step(NamedTuple):
    """An act, its time and its key."""

    at_ms: int
    act: Act
    key: str


@dataclass(frozen=True)
class Crowd:
    """A number of members: regulars first, then those who came once."""

    members: int

    @property
    def regulars(self) -> int:
        """Return how many members come every day."""
        return max(12, self.members // 50)

    @property
    def guests(self) -> int:
        """Return how many members came on the first day alone."""
        return self.members // 10

    def articles(self, day: int) -> range:
        """Return the numbers of the articles of a day; the first has twice as many as others."""
        daily = max(6, self.members // 750)
        first = 1 + (day + 1) * daily if day else 1
        return range(first, 1 + (day + 2) * daily)

    def author(self, article: ArticleId) -> int:
        """Return the author of an article."""
        return article % self.regulars + 1

    def reads(self, day: int, round_: int) -> Iterator[tuple[int, int]]:
        """Yield who reads which article in a round of a day; nobody reads their own."""
        today = self.articles(day)
        for member in range(1, self.regulars + 1):
            article = today[(member + round_) % len(today)]
            if self.author(ArticleId(article)) != member:
                yield member, article

    def readers(self, day: int, article: ArticleId, round_: int) -> list[int]:
        """Return who read an article in a round of its day, in another order each round."""
        today = self.articles(day)
        first = (article - today.start - round_) % len(today)
        others = range(first or len(today), self.regulars + 1, len(today))
        likers = [member for member in others if member != self.author(article)]
        return likers[round_ % len(likers) :] + likers[: round_ % len(likers)] if likers else []

    def said(self, day: int) -> Iterator[tuple[int, int, int, list[int]]]:
        """Yield the comments of a day: number, article, writer, and who likes it."""
        for article in self.articles(day):
            for place in range(COMMENTS):
                if readers := self.readers(day, ArticleId(article), place):
                    yield article * COMMENTS + place, article, readers[0], readers[1 : 1 + LIKES]

    def story(self) -> Iterator[Step]:
        """Yield all acts in order; the last day stays open."""
        yield Step(_ms(0), Found(default().canonical()), "found")
        yield Step(_ms(0), Deposit(MemberId(0), POOL_TWEI), "pool")
        for day in range(DAYS):
            if day:
                yield Step(_ms(day), CloseDay(), f"close:{day}")
            yield Step(_ms(day), OpenDay(FIRST_DAY.isoformat()), f"open:{day}")
            if day == 0:
                yield from self._arrivals(_ms(0))
            yield from self._day(day, _ms(day))

    def _arrivals(self, at_ms: int) -> Iterator[Step]:
        for member in range(1, self.members + 1):
            balance_twei = BALANCE_TWEI if member <= self.regulars else 1
            yield Step(at_ms, Join(MemberId(member)), f"join:{member}")
            yield Step(at_ms, Deposit(MemberId(member), balance_twei), f"balance:{member}")
        for member in range(1, self.regulars + 1):
            yield Step(at_ms, Role(MemberId(member), roles.Role.EDITOR), f"role:{member}")

    def _day(self, day: int, start_ms: int) -> Iterator[Step]:
        for article in self.articles(day):
            author = MemberId(self.author(ArticleId(article)))
            acts = reviewed(author, ArticleId(article), TIME_TO_READ_S, WORDS, SECTIONS)
            for name, act in zip(("ask", "approve", "publish"), acts, strict=True):
                yield Step(start_ms + H_MS, act, f"{name}:{article}")
        if day == 0:
            today = self.articles(0)
            guests = range(self.regulars + 1, self.regulars + self.guests + 1)
            pairs = [(guest, today[guest % len(today)]) for guest in guests]
            yield from _reading(pairs, start_ms + 2 * H_MS, "guest")
        for round_ in range(ROUNDS):
            pairs = list(self.reads(day, round_))
            yield from _reading(pairs, start_ms + (6 + 2 * round_) * H_MS, f"{day}-{round_}")
        yield from self._discussion(day, start_ms + 18 * H_MS)
        if day == DAYS - 1:
            yield from self._reports(day, start_ms + 22 * H_MS)

    def _discussion(self, day: int, at_ms: int) -> Iterator[Step]:
        for comment, article, writer, _ in self.said(day):
            yield Step(
                at_ms,
                Comment(MemberId(writer), ArticleId(article), CommentId(comment)),
                f"comment:{comment}",
            )
        for comment, _, _, likers in self.said(day):
            for liker in likers:
                yield Step(
                    at_ms + H_MS, Like(MemberId(liker), CommentId(comment)), f"like:{comment}"
                )
        if day >= WAIT_DAYS:
            for comment, *_ in self.said(day - WAIT_DAYS):
                yield Step(at_ms + 2 * H_MS, Settle(CommentId(comment)), f"settle:{comment}")

    def _reports(self, day: int, at_ms: int) -> Iterator[Step]:
        for member, article in self.reads(day, 0):
            yield Step(
                at_ms,
                Report(
                    MemberId(member), ArticleId(article), ReportScope.MINE, ReportId(f"r{member}")
                ),
                "report",
            )


def _reading(pairs: list[tuple[int, int]], start_ms: int, name: str) -> Iterator[Step]:
    """Yield readings of one article each: all open, and an hour later all press Plus."""
    for place, (member, article) in enumerate(pairs):
        session = f"{name}-{member}"
        yield Step(
            start_ms + place,
            Open(MemberId(member), ArticleId(article), SessionId(session)),
            f"open:{name}",
        )
    for place, (member, _) in enumerate(pairs):
        act = Plus(MemberId(member), SessionId(f"{name}-{member}"), SECTIONS, "digest")
        yield Step(start_ms + len(pairs) + 60_000 + place, act, f"plus:{name}")


def _ms(day: int) -> int:
    """Return the first moment of a day."""
    start = datetime.combine(FIRST_DAY + timedelta(days=day), datetime.min.time(), UTC)
    return int(start.timestamp()) * 1_000
