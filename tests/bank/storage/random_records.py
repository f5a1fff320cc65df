"""Random records of every kind that SQL selects from, many of them at the edge of a rule."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from tests.scratch_books import NEW_YEAR_MS
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, account_row
from tweipress.core import chart
from tweipress.core.chart import LaneName
from tweipress.core.ids import (
    CONSOLE,
    NO_ARTICLE,
    ArticleId,
    CommentId,
    FlagId,
    MemberId,
    SessionId,
)
from tweipress.core.reasons import FlagReason
from tweipress.core.records.article import Article
from tweipress.core.records.case import AppealState, Flag, FlagState, Hold, HoldState
from tweipress.core.records.comment import Comment, CommentEnd
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.records.pnl import NEVER, WHOLE_POST, Pnl
from tweipress.core.records.proposal import Power, Proposal
from tweipress.core.records.reading import Session
from tweipress.core.records.record import Record
from tweipress.core.records.repeat import Repeat, RepeatState
from tweipress.core.records.review import Handover, Review, ReviewState, Seat, VerdictKind
from tweipress.core.records.vouch import Vouch
from tweipress.core.rules.levels import xp_for
from tweipress.core.rules.reading import session_life_ms
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S

NOW_MS: Final = NEW_YEAR_MS + 60 * 86_400_000
MEMBERS: Final = tuple(map(MemberId, range(1, 13)))
ARTICLES: Final = tuple(map(ArticleId, range(1, 13)))
NUMBERS: Final = range(1, 25)
DAYS: Final = ("2025-12-16", "2025-12-17", "2025-12-18", "2026-01-01")
CLOSE: Final = 3
"""The last day that was closed."""
BOND_FLAGS: Final = 100
"""From this number on, every member has a standing flag under which nothing was held."""


class RandomRecords:
    """Records made by chance; `tariff` says where the edges are."""

    def __init__(self, chance: Random, tariff: Tariff) -> None:
        """Make the records and the balances."""
        self._chance = chance
        self._tariff = tariff
        self.of: dict[type[Any], list[Any]] = {
            kind: list(made)
            for kind, made in (
                (Member, self._members()),
                (Article, self._articles()),
                (Session, self._sessions()),
                (Comment, self._comments()),
                (Flag, self._flags()),
                (Hold, self._holds()),
                (Review, self._reviews()),
                (Pnl, self._pnls()),
            )
        }
        self.of[Invitation] = list(self._invitations())
        self.of[Vouch] = list(self._vouches())
        self.of[Proposal] = list(self._proposals())
        self.of[Repeat] = list(self._repeats())
        self.of[Seat] = list(self._seats())
        self.balances = dict(self._balances())

    def write(self, connection: Connection) -> None:
        """Write everything; the caller's transaction decides whether it stays."""
        for kind, records in self.of.items():
            connection.put(TABLES[kind], list(map(TABLES[kind].row, records)))
        connection.put(ACCOUNTS, [account_row(*held) for held in self.balances.items()])

    def by_key(self, kind: type[Record], key: Any) -> Any:
        """Return the record of that kind and key."""
        return next(record for record in self.of[kind] if record.key == key)

    def _one(self, *values: Any) -> Any:
        return self._chance.choice(values)

    def _near(self, edge: int) -> int:
        """Return a number at an edge, or on either side of it."""
        return edge + self._chance.choice((-100_000, -1, 0, 1, 100_000))

    def _before(self, seconds: int) -> int:
        return self._near(NOW_MS - seconds * 1000)

    def _members(self) -> Iterator[Member]:
        needed = xp_for(self._tariff.juror_level, self._tariff)
        for member in MEMBERS:
            from_trust = self._one(0, 1, needed)
            yield Member(
                member,
                0,
                level_fixed=self._one(
                    0, 0, *(self._tariff.juror_level + step for step in (-1, 0, 1))
                ),
                xp_trust=from_trust,
                xp_reading=max(0, self._near(needed) - from_trust),
                banned=self._one(False, False, True),
                flags=self._one(0, 0, 1),
            )

    def _articles(self) -> Iterator[Article]:
        for article in ARTICLES:
            yield Article(
                article,
                self._one(*MEMBERS),
                NEW_YEAR_MS,
                0,
                time_to_read_s=self._one(30, 225, 226, 1000),
                sections=3,
                reviewed=self._one(False, True),
                undone=self._one(False, True),
                repeats=self._one(NO_ARTICLE, ArticleId(99)),
                shares=self._one((), ((MEMBERS[0], 6_000), (MEMBERS[1], 4_000))),
            )

    def _sessions(self) -> Iterator[Session]:
        for member in MEMBERS:
            life_ms = session_life_ms(self._one(30, 225, 226, 1000), self._tariff)
            yield Session(
                member,
                SessionId(f"s{member}"),
                self._one(*ARTICLES),
                LaneName.OPEN,
                3,
                self._near(NOW_MS - life_ms),
                live=self._one(False, True, True),
            )

    def _proposals(self) -> Iterator[Proposal]:
        """Yield proposals that wait, have lapsed, or are done."""
        lapses_ms = self._tariff.proposal_lapses_s * MS_PER_S
        for member in MEMBERS:
            for power in Power:
                at_ms = NOW_MS - lapses_ms + self._one(-1, 0, 1)
                yield Proposal(member, power, MEMBERS[0], "why", at_ms, self._one(False, True))

    def _comments(self) -> Iterator[Comment]:
        for number in NUMBERS:
            at_ms = self._before(self._tariff.settlement_s)
            ended = self._one(CommentEnd.NONE, *CommentEnd)
            yield Comment(CommentId(number), self._one(*ARTICLES), MEMBERS[0], at_ms, ended)

    def _flags(self) -> Iterator[Flag]:
        first = Flag(
            FlagId(0), MEMBERS[0], FlagReason.EVEN_PACE, "spread", 1, "digest", False, CONSOLE, 0
        )
        for number in NUMBERS:
            yield first._replace(
                flag=FlagId(number),
                member=self._one(*MEMBERS),
                shadow=self._one(False, True),
                state=self._one(*FlagState),
                appeal=self._one(*AppealState),
            )
        for member in MEMBERS:
            yield first._replace(flag=FlagId(BOND_FLAGS + member), member=member)

    def _holds(self) -> Iterator[Hold]:
        for number in NUMBERS[::2]:
            at_ms = self._before(self._tariff.risk_claw_back_s)
            state = self._one(HoldState.LIVE, *HoldState)
            yield Hold(FlagId(number), MEMBERS[0], CONSOLE, at_ms, "farm", 5, (), state)

    def _reviews(self) -> Iterator[Review]:
        for number in NUMBERS:
            yield Review(
                ArticleId(number),
                MEMBERS[0],
                "digest",
                180,
                700,
                3,
                at_ms=0,
                due_ms=self._near(NOW_MS),
                asks=self._one(1, 2),
                state=self._one(ReviewState.OPEN, *ReviewState),
                draws=self._one(0, 1, 2),
                handed=self._one(Handover.NONE, *Handover),
            )

    def _seats(self) -> Iterator[Seat]:
        for number in NUMBERS:
            for member in MEMBERS[1:]:
                verdict = self._one(VerdictKind.NONE, *VerdictKind)
                yield Seat(ArticleId(number), member, self._one(1, 2), 0, verdict)

    def _pnls(self) -> Iterator[Pnl]:
        """Lines of up to the day after the last close, a whole post's among them."""
        for article in ARTICLES:
            for member in (WHOLE_POST, *MEMBERS[:6]):
                day = self._chance.randint(0, CLOSE + 1)
                yield Pnl(article, member, day, self._chance.randint(NEVER, day - 1))

    def _repeats(self) -> Iterator[Repeat]:
        """An article repeats another exactly as long as its repeat waits."""
        for article in self.of[Article]:
            state = RepeatState.WAITING if article.repeats else RepeatState.CLEARED
            yield Repeat(article.article, ArticleId(99), NEW_YEAR_MS, state)

    def _invitations(self) -> Iterator[Invitation]:
        for member in MEMBERS[1:]:
            lost = self._one(False, True)
            yield Invitation(member, MEMBERS[0], self._near(NOW_MS), lost)

    def _vouches(self) -> Iterator[Vouch]:
        for member in MEMBERS[1:]:
            ended_ms = self._one(0, self._near(NOW_MS))
            lost = self._one(False, False, True)
            yield Vouch(MEMBERS[0], member, self._near(NOW_MS), ended_ms, lost)

    def _balances(self) -> Iterator[tuple[str, int]]:
        for member in (*MEMBERS, MemberId(99)):
            yield from ((chart.vesting(member, day), self._one(0, 1, 7)) for day in DAYS)
            yield chart.available(member), self._one(0, 9)
        for article in self.of[Article]:
            if article.reviewed:
                yield chart.review(article.article), self._one(0, 200)
            for name in chart.LANES:
                yield chart.lane(article.article, name), self._one(0, 0, 11)
