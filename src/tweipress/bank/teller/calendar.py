"""What happens to the books by itself: days, maturities, settlements, expiries, juries, tariffs.

`tick` does everything that is due, as acts like any other; a caller's acts pass in between.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, zip_longest

from tweipress.bank import clock
from tweipress.bank.storage.connection import Connection, Row
from tweipress.bank.storage.world import ESCROWED, StoredWorld
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
from tweipress.core.ids import CommentId
from tweipress.core.money import BPS, MAX_TWEI
from tweipress.core.records.books import Books
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.reading import MS_PER_S
from tweipress.core.state.registry import Act
from tweipress.core.tariff import Tariff, default

Due = Iterator[list[tuple[Act, str]]]
"""What is to be done, in portions that are done together."""
AT_ONCE = 500
"""How many settlements, and how many expiries, a tick does at the most: the next does the rest."""
HASH_IN_KEY = 32
"""A key has no room for a whole hash beside the day."""
TOGETHER = 20
"""How many of them are committed together."""
BUCKETS_AN_ACT = 100
"""How many buckets mature in one act: whoever comes meanwhile waits for it."""
MATURITIES_AT_ONCE = 100
ARTICLES_AN_ACT = 50
"""How many articles' lanes one act returns when a day closes: whoever comes meanwhile waits."""

MATURED = (
    "SELECT day, owner FROM bank_account WHERE kind = 'vesting' AND is_funded"
    " AND day <= %s AND (day, owner) > (%s, %s)"
    " AND NOT EXISTS (SELECT 1 FROM bank_member m WHERE m.member = owner AND m.flags > 0)"
    " ORDER BY day, owner LIMIT %s"
)
UNSETTLED = (
    "SELECT comment FROM bank_comment WHERE ended = '' AND at_ms <= %s ORDER BY at_ms LIMIT %s"
)
HELD = (
    "SELECT h.flag FROM bank_hold h JOIN bank_flag f ON f.flag = h.flag"
    " WHERE h.state = 'live' AND h.at_ms <= %s AND f.appeal <> 'open' ORDER BY h.at_ms LIMIT %s"
)
EXPIRED = (
    "SELECT s.member, s.session FROM bank_session s JOIN bank_article a ON a.article = s.article"
    " WHERE s.live AND s.opened_ms < %s AND (%s - s.opened_ms) * %s > a.time_to_read_s * %s"
    " ORDER BY s.opened_ms LIMIT %s"
)


class Calendar:
    """Sends a teller what is due."""

    def __init__(self, teller: Teller, link: Connection, time: clock.Clock | None = None) -> None:
        """Look into the books through a link of its own."""
        self._teller = teller
        self._link = link
        self._clock = time

    def tick(self) -> int:
        """Do what is due now, not endlessly much at once; return how many acts that were.

        Days come first, for the rest needs an open one; then each kind has its turn, so that a
        million maturities keep neither a settlement nor the next midnight waiting.
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
        """Do only what comes before anybody's act: found the books, go through missed days."""
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
        books = StoredWorld(self._link).books
        figures = default()
        if not books.tariff_hash:
            yield [(Found(figures.canonical()), "found")]
        elif books.tariff_next != figures.hash and not books.scenario:
            key = f"tariff:{figures.hash[:HASH_IN_KEY]}:{books.day}"
            yield [(SetTariff(figures.canonical()), key)]
        today = datetime.fromtimestamp(self._now_ms / MS_PER_S, UTC).date().isoformat()
        while not (books := StoredWorld(self._link).books).is_open or books.day < today:
            yield self._turn(books, today)
            if StoredWorld(self._link).books == books:
                return

    def _turn(self, books: Books, today: str) -> list[tuple[Act, str]]:
        """Return the next step from one day to the next.

        Each returns the lanes of some articles, the last one closes the day and opens the next:
        together, so that nobody finds the books closed.
        """
        opening = (OpenDay(today), f"open-after:{books.day}")
        if not books.is_open:
            return [opening]
        escrowed = self._link.rows(
            f"{ESCROWED} LIMIT %s", (books.returned_to, MAX_TWEI, ARTICLES_AN_ACT + 1)
        )
        if len(escrowed) <= ARTICLES_AN_ACT:
            return [(CloseDay(), f"close:{books.day}"), opening]
        (up_to,) = escrowed[-2]
        return [(ReturnLanes(up_to), f"return:{books.day}:{up_to}")]

    def _maturities(self) -> Due:
        world, tariff = self._now()
        until = matured_until(world.books, tariff)
        at_once = min(BUCKETS_AN_ACT, tariff.maturities_per_act)
        last: Row = ("", 0)
        for _ in range(MATURITIES_AT_ONCE):
            due = self._link.rows(MATURED, (until, *last, at_once))
            if not due:
                return
            (day, first), last = due[0], due[-1]
            members = tuple(owner for _, owner in due)
            yield [(Mature(members), f"mature:{until}:{day}:{first}")]

    def _settlements(self) -> Due:
        _, tariff = self._now()
        until_ms = self._now_ms - tariff.settlement_s * MS_PER_S
        found = self._link.rows(UNSETTLED, (until_ms, AT_ONCE))
        yield from _portions([(Settle(comment), settle_key(comment)) for (comment,) in found])

    def _claw_backs(self) -> Due:
        _, tariff = self._now()
        until_ms = self._now_ms - tariff.risk_claw_back_s * MS_PER_S
        found = self._link.rows(HELD, (until_ms, AT_ONCE))
        yield from _portions([(ClawBack(flag), f"claw-back:{flag}") for (flag,) in found])

    def _juries(self) -> Due:
        found = self._link.rows(draws.DUE, (self._now_ms, AT_ONCE))
        for (article,) in found:
            seq, seed = draws.seed(self._link, article)
            yield [(DrawJury(article, seed), f"draw:{article}:{seq}")]

    def _expiries(self) -> Due:
        _, tariff = self._now()
        now_ms = self._now_ms
        until_ms = now_ms - tariff.reading_session_min_s * MS_PER_S
        values = (until_ms, now_ms, BPS, MS_PER_S * tariff.reading_session_ttr_bps, AT_ONCE)
        found = self._link.rows(EXPIRED, values)
        yield from _portions([(Expire(member, it), f"expire:{it}") for member, it in found])

    def _now(self) -> tuple[StoredWorld, Tariff]:
        world = StoredWorld(self._link)
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
