"""The calendar: days, maturities, settlements, expiries, juries and tariffs, when they are due.

`tick` does all that is due, as acts like any others; acts of callers are done in between.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, zip_longest

from tweipress.bank import clock
from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.world import StoredWorld
from tweipress.bank.teller import draws
from tweipress.bank.teller.teller import Teller
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.mature import Mature, matured_until
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.calendar.return_lanes import ReturnLanes
from tweipress.core.acts.calendar.set_tariff import SetTariff
from tweipress.core.acts.cases.claw_back import ClawBack
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reviews.draw_jury import DrawJury
from tweipress.core.ids import LAST_ARTICLE, CommentId, SessionId
from tweipress.core.records.books import Books
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff, default
from tweipress.core.units import MS_PER_S

Due = Iterator[list[tuple[Act, str]]]
"""What is to be done, in portions that are done together."""
AT_ONCE = 500
"""How many settlements, and how many expiries, a tick does at most; the next does the rest."""
HASH_IN_KEY = 32
"""A request key has no room for a whole hash and the day."""
TOGETHER = 20
"""How many of them are committed together."""
BUCKETS_AN_ACT = 100
"""How many buckets mature in one act; other callers wait for it."""
MATURITIES_AT_ONCE = 100
ARTICLES_AN_ACT = 50
"""How many articles' lanes one act returns when a day closes; other callers wait for it."""


class Calendar:
    """Sends a teller the acts that are due."""

    def __init__(
        self, teller: Teller, connection: Connection, time: clock.Clock | None = None
    ) -> None:
        """Read the books over a connection of its own."""
        self._teller = teller
        self._connection = connection
        self._clock = time

    def tick(self) -> int:
        """Do what is due now, up to a limit, and return how many acts that were.

        Days come first, because the rest needs an open day. Then each kind has its turn, so that a
        million maturities do not delay a settlement or the next midnight.
        """
        others = _in_turns(
            self._maturities(),
            self._settlements(),
            self._claw_backs(),
            self._expiries(),
            self._juries(),
        )
        return self._do(chain(self._days(), others))

    def open_today(self) -> int:
        """Do only what members' acts need: found the books, go through missed days."""
        return self._do(self._days())

    def _do(self, due: Due) -> int:
        done = 0
        for portion in due:
            self._teller.do_together(portion)
            done += len(portion)
        return done

    @property
    def _now_ms(self) -> int:
        return (self._clock or clock.current()).now_ms()

    def _days(self) -> Due:
        """Found the books if need be; close and open missed days one by one, in order."""
        books = StoredWorld(self._connection).books
        figures = default()
        if not books.tariff_hash:
            yield [(Found(figures.canonical()), "found")]
        elif books.tariff_next != figures.hash and not books.scenario:
            key = f"tariff:{figures.hash[:HASH_IN_KEY]}:{books.day}"
            yield [(SetTariff(figures.canonical()), key)]
        today = datetime.fromtimestamp(self._now_ms / MS_PER_S, UTC).date().isoformat()
        while not (books := StoredWorld(self._connection).books).is_open or books.day < today:
            yield self._turn(books, today)
            if StoredWorld(self._connection).books == books:
                return

    def _turn(self, books: Books, today: str) -> list[tuple[Act, str]]:
        """Return the next step from one day to the next.

        Each returns the lanes of some articles, the last one closes the day and opens the next:
        together, so that no caller finds the books closed.
        """
        opening = (OpenDay(today), f"open-after:{books.day}")
        if not books.is_open:
            return [opening]
        escrowed = selections.escrowed_articles(
            self._connection, books.returned_to, LAST_ARTICLE, ARTICLES_AN_ACT + 1
        )
        if len(escrowed) <= ARTICLES_AN_ACT:
            return [(CloseDay(), f"close:{books.day}"), opening]
        up_to = escrowed[-2]
        return [(ReturnLanes(up_to), f"return:{books.day}:{up_to}")]

    def _maturities(self) -> Due:
        world, tariff = self._now()
        until = matured_until(world.books, tariff)
        at_once = min(BUCKETS_AN_ACT, tariff.maturities_per_act)
        last: Row = ("", 0)
        for _ in range(MATURITIES_AT_ONCE):
            due = selections.matured_buckets(self._connection, until, last, at_once)
            if not due:
                return
            (day, first), last = due[0], due[-1]
            members = tuple(owner for _, owner in due)
            yield [(Mature(members), f"mature:{until}:{day}:{first}")]

    def _settlements(self) -> Due:
        _, tariff = self._now()
        comments = selections.comments_to_settle(self._connection, tariff, self._now_ms, AT_ONCE)
        yield from _portions([(Settle(comment), settle_key(comment)) for comment in comments])

    def _claw_backs(self) -> Due:
        _, tariff = self._now()
        flags = selections.flags_to_claw_back(self._connection, tariff, self._now_ms, AT_ONCE)
        yield from _portions([(ClawBack(flag), f"claw-back:{flag}") for flag in flags])

    def _juries(self) -> Due:
        for article in selections.juries_to_draw(self._connection, self._now_ms, AT_ONCE):
            seq, seed = draws.seed(self._connection, article)
            yield [(DrawJury(article, seed), f"draw:{article}:{seq}")]

    def _expiries(self) -> Due:
        _, tariff = self._now()
        sessions = selections.expired_sessions(self._connection, tariff, self._now_ms, AT_ONCE)
        yield from _portions(
            [(Expire(member, session), expire_key(session)) for member, session in sessions]
        )

    def _now(self) -> tuple[StoredWorld, Tariff]:
        world = StoredWorld(self._connection)
        return world, tariff_in_force(world)


def _portions(acts: list[tuple[Act, str]]) -> Due:
    for start in range(0, len(acts), TOGETHER):
        yield acts[start : start + TOGETHER]


def _in_turns(*kinds: Due) -> Due:
    """Take one portion of each kind after another, until nothing is due of any."""
    for turn in zip_longest(*kinds):
        yield from (due for due in turn if due is not None)


def settle_key(comment: CommentId) -> str:
    """Return the key under which a comment is settled."""
    return f"settle:{comment}"


def expire_key(session: SessionId) -> str:
    """Return the key under which a reading session expires."""
    return f"expire:{session}"
