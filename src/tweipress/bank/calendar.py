"""What happens to the books by itself: days, maturities, settlements, expiries, a changed tariff.

`tick` does everything that is due, as acts like any other; a caller's acts pass in between.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from tweipress.bank import clock
from tweipress.bank.link import Link
from tweipress.bank.teller import Teller
from tweipress.bank.world import StoredWorld
from tweipress.core.acts import Act, CloseDay, Expire, Found, Mature, OpenDay, SetTariff, Settle
from tweipress.core.acts.mature import matured_until
from tweipress.core.facts import Article, Session
from tweipress.core.reading import MS_PER_S, is_expired
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.tariff import Tariff, default

AT_ONCE = 500
HASH_IN_KEY = 32
"""A key has no room for a whole hash beside the day."""
UNSETTLED = (
    "SELECT comment FROM bank_comment WHERE ended = '' AND at_ms <= %s ORDER BY at_ms LIMIT %s"
)
LIVE = "SELECT member FROM bank_session WHERE live AND opened_ms < %s ORDER BY opened_ms LIMIT %s"


class Calendar:
    """Sends a teller what is due."""

    def __init__(self, teller: Teller, link: Link, time: clock.Clock | None = None) -> None:
        """Look into the books through a link of its own."""
        self._teller = teller
        self._link = link
        self._clock = time

    def tick(self) -> int:
        """Do all that is due now; return how many acts that were."""
        done = 0
        for due in (self._days, self._maturities, self._settlements, self._expiries):
            for act, key in due():
                self._teller.do(act, key)
                done += 1
        return done

    @property
    def _now_ms(self) -> int:
        return (self._clock or clock.current()).now_ms()

    def _days(self) -> Iterator[tuple[Act, str]]:
        """Found the books if need be; close and open missed days one by one, in order."""
        books = StoredWorld(self._link).books
        figures = default()
        if not books.tariff_hash:
            yield Found(figures.canonical()), "found"
        elif books.tariff_next != figures.hash and not books.scenario:
            yield SetTariff(figures.canonical()), f"tariff:{figures.hash[:HASH_IN_KEY]}:{books.day}"
        today = datetime.fromtimestamp(self._now_ms / MS_PER_S, UTC).date().isoformat()
        while not (books := StoredWorld(self._link).books).is_open or books.day < today:
            if books.is_open:
                yield CloseDay(), f"close:{books.day}"
            else:
                yield OpenDay(today), f"open-after:{books.day}"
            if StoredWorld(self._link).books == books:
                return

    def _maturities(self) -> Iterator[tuple[Act, str]]:
        world, tariff = self._now()
        until = matured_until(world.books, tariff)
        while due := tuple(world.members_with_buckets(until, tariff.maturities_per_act)):
            yield Mature(due), f"mature:{until}:{due[0]}"
            world, _ = self._now()
            if world.members_with_buckets(until, 1)[:1] == [due[0]]:
                return

    def _settlements(self) -> Iterator[tuple[Act, str]]:
        _, tariff = self._now()
        until_ms = self._now_ms - tariff.settlement_s * MS_PER_S
        for (comment,) in self._link.rows(UNSETTLED, (until_ms, AT_ONCE)):
            yield Settle(comment), f"settle:{comment}"

    def _expiries(self) -> Iterator[tuple[Act, str]]:
        world, tariff = self._now()
        now_ms = self._now_ms
        until_ms = now_ms - tariff.reading_session_min_s * MS_PER_S
        for (member,) in self._link.rows(LIVE, (until_ms, AT_ONCE)):
            session = world.get(Session, member)
            article = world.get(Article, session.article) if session else None
            if session and article and is_expired(session, article, tariff, now_ms):
                yield Expire(member, session.session), f"expire:{session.session}"

    def _now(self) -> tuple[StoredWorld, Tariff]:
        world = StoredWorld(self._link)
        return world, tariff_in_force(world)
