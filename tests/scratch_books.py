"""Books for a test, with a teller and a clock by hand; the database is of `fresh_books`."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from harness.reviewed import reviewed
from tweipress import bank
from tweipress.bank import clock
from tweipress.bank.transport import dispatch
from tweipress.bank.transport.service import Service
from tweipress.core.acts.calendar.found import Found
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.core.tariff import default

DAY_S = 86_400
NEW_YEAR_MS = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1000
POOL_TWEI = 1_000_000


class BooksStage:
    """Books with an open day, a pool, and a teller that does only what it is told."""

    def __init__(self, folder: Path, figures: str = "") -> None:
        self.clock = clock.ManualClock(NEW_YEAR_MS)
        clock.use(self.clock)
        self.service = Service(folder / "teller.sock", time=self.clock)
        dispatch.adopt(self.service)
        assert self.service.teller.lead()
        self.service.teller.do(Found(figures or default().canonical()), "found")
        self.do(Deposit(MemberId(0), POOL_TWEI))
        self.do(OpenDay("2026-01-01"))
        self.tick()

    def do(self, act: Act, key: str = "") -> bank.Answer:
        """Do an act, under a key of its own unless one is given."""
        return bank.do(act, key or secrets.token_hex(8))

    def accept(self, act: Act, key: str = "") -> bank.Receipt:
        """Do an act that must be accepted."""
        answer = self.do(act, key)
        assert not isinstance(answer, Refused), answer
        return answer

    def member(self, number: int, twei: int = 0) -> int:
        """Let a member join, with a deposit."""
        self.accept(Join(MemberId(number)))
        if twei:
            self.accept(Deposit(MemberId(number), twei))
        return number

    def reviewed(self, *article: Any) -> bank.Receipt:
        """Publish an article after a review: author, number, Time to Read, words and parts."""
        *_, receipt = [self.accept(act) for act in reviewed(*article)]
        return receipt

    def tick(self) -> int:
        """Let the calendar do what is due."""
        return self.service.calendar.tick()

    def next_day(self, days: int = 1) -> None:
        """Go to the next midnight, again and again, the calendar ticking."""
        for _ in range(days):
            passed_ms = self.clock.time_ms % (DAY_S * 1000)
            self.clock.time_ms += DAY_S * 1000 - passed_ms
            self.tick()

    def close(self) -> None:
        """Let the books go."""
        dispatch.adopt(None)
        self.service.stop()
        clock.use(None)
