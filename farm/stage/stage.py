"""The stage: the site's clock, its accounts, and the order of their steps.

Steps are played in the order of the site's time; the clock jumps from one to the next. At midnight
the books close their day, and the night's work is done.
"""

import heapq
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from farm.stage.account import Account, Line
from farm.stage.night import night
from farm.stage.reading import Play
from tweipress import bank
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import MemberId
from tweipress.core.roles import Role
from tweipress.core.rules import levels
from tweipress.core.units import MS_PER_S
from tweipress.http.fast.sessions import SessionStore
from tweipress.people.actions import console, members
from tweipress.people.models import Member

DAY_S: Final = 86_400
HOUR_S: Final = 3_600


@dataclass
class Stage:
    """A served site with a moved clock; `said` is the file of the site's output."""

    said: Path
    chance: Random
    line: Line = field(default_factory=Line)
    moderator: Account | None = None
    playing: int = 0
    _addresses: int = 0

    def enter(
        self, name: str, *, role: Role | None = None, twei: int = 0, address: str = ""
    ) -> Account:
        """Bring in a member with a confirmed address and a session, perhaps a role and Twei.

        One attacker plays signing up; here the operator's way is used.
        """
        member = members.register(f"{name}@press.example", name)
        if role:
            accepted(console.change_role(member, role, granted=True))
        if twei:
            accepted(console.issue(member, twei, "to start with"))
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session.create()
        where = address or self.fresh_address()
        cookies = {settings.SESSION_COOKIE_NAME: str(session.session_key)}
        return Account(name, self.line, MemberId(member.pk), cookies, where, twei)

    def fresh_address(self) -> str:
        """Return an unused address, each in its own network."""
        self._addresses += 1
        return f"10.{self._addresses // 250 % 250}.{self._addresses % 250}.7"

    def lift(self, levels_wanted: Mapping[MemberId, int], *, short: bool) -> None:
        """Give members the XP of a level, a day's maximum each night, as for weeks of reading.

        They get no trust. In a short run a role opens the same gates at once.
        """
        if short:
            for who in levels_wanted:
                member = Member.objects.get(pk=who)
                accepted(console.change_role(member, Role.CONTRIBUTOR, granted=True))
            return
        tariff = books.tariff()
        lacking = {who: levels.xp_for(level, tariff) for who, level in levels_wanted.items()}
        while lacking:
            self.next_day()
            marks = [(who, 0, min(xp, tariff.xp_trust_day_max)) for who, xp in lacking.items()]
            for start in range(0, len(marks), tariff.grade_marks_max):
                act = Grade(tuple(marks[start : start + tariff.grade_marks_max]))
                accepted(bank.do(act, key=secrets.token_hex(8)))
            lacking = {who: lacking[who] - xp for who, _, xp in marks if lacking[who] > xp}

    def play(self, *plays: Play) -> None:
        """Play everything to its end, in the order of the site's time."""
        waiting = [(clock.now_ms(), number, play) for number, play in enumerate(plays)]
        heapq.heapify(waiting)
        while waiting:
            self.playing = len(waiting)
            at_ms, number, play = heapq.heappop(waiting)
            self.be(at_ms)
            wait_s = next(play, None)
            if wait_s is not None:
                at_ms = clock.now_ms() + round(wait_s * MS_PER_S)
                heapq.heappush(waiting, (at_ms, number, play))

    def be(self, at_ms: int) -> None:
        """Move the clock to a later moment; do a night's work at each midnight."""
        while (midnight_ms := _midnight_after_ms(books.today())) <= at_ms:
            self._move_to(midnight_ms)
            night(self.moderator)
        self._move_to(at_ms)

    def until(self, hour: float, days: int = 0) -> float:
        """Return the seconds until an hour of today or a later day; 0 if it has passed."""
        midnight_ms = _midnight_after_ms(books.today()) + (days - 1) * DAY_S * MS_PER_S
        return max(0.0, (midnight_ms - clock.now_ms()) / MS_PER_S + hour * HOUR_S)

    def next_day(self) -> None:
        """Move to the next midnight, and do the night's work."""
        self.be(_midnight_after_ms(books.today()))

    def rest(self, days: int, *, by_itself: bool) -> None:
        """Let days pass without anybody, close them one by one, and then do a night's work."""
        self._move_to(_midnight_after_ms(books.today()) + (days - 1) * DAY_S * MS_PER_S)
        night(self.moderator, by_itself=by_itself)

    def _move_to(self, at_ms: int) -> None:
        current = clock.current()
        assert isinstance(current, clock.OffsetClock)
        if (ahead_ms := at_ms - clock.now_ms()) > 0:
            current.advance(ahead_ms)


def accepted(answer: bank.Answer | None) -> None:
    """Stop if an act of the stage itself is refused."""
    assert answer is None or isinstance(answer, bank.Receipt), answer


def _midnight_after_ms(day: str) -> int:
    after = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(days=1)
    return int(after.timestamp()) * MS_PER_S
