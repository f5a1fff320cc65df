"""Plays a scenario: reads lines, keeps the clock, lets a bank do the acts, collects results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any, Protocol

from tweipress.core.acts.calendar.mature import Mature, matured_until
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import MemberId, SessionId
from tweipress.core.records.article import Article
from tweipress.core.records.pnl import Pnl
from tweipress.core.records.reading import Session
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.reading import session_life_ms
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff, default, override
from tweipress.simulate.books import final_books
from tweipress.simulate.casting import NAMED_BY, Casting, Names
from tweipress.simulate.lines import Line, LineWrongError, read_line


class Bank(Protocol):
    """Where a scenario is played: books in memory, or a teller's."""

    @property
    def world(self) -> World:
        """Return the books as they stand."""
        ...

    def do(self, act: Act, now_ms: int) -> Outcome | Refused:
        """Do an act at a time; what is not refused is committed."""
        ...

    def members_with_buckets(self, until: str) -> Sequence[MemberId]:
        """Return the members with something in buckets of `until` (ISO date) or earlier."""
        ...

    def balances(self) -> Mapping[str, int]:
        """Return the balance in Twei of every account; zeros may be among them."""
        ...

    def pnls(self) -> Iterable[Pnl]:
        """Return the twelve amounts of every member on every article, whole posts included."""
        ...


class Player:
    """One scenario: its clock, its names, its bank (founded by the first line), and the results.

    `trace` is told of every line and of every act that happens by itself: the time in milliseconds,
    what was to be done, and what came of it.
    """

    def __init__(
        self,
        new_bank: Callable[[Tariff, bool], Bank],
        trace: Callable[[int, str, Outcome | Refused | LineWrongError], None] | None = None,
    ) -> None:
        """Keep how to found the books from tariff and gates."""
        self.names = Names()
        self.results: list[dict[str, Any]] = []
        self._casting = Casting(self.names)
        self._new_bank = new_bank
        self._trace = trace
        self._bank: Bank | None = None
        self._now_ms = 0
        self._ends: list[tuple[int, int, str]] = []

    @property
    def bank(self) -> Bank:
        """Return the bank, founded with the defaults when no settings came first."""
        if self._bank is None:
            self._bank = self._new_bank(default(), True)
        return self._bank

    def play(self, text: str) -> dict[str, Any] | None:
        """Play one line and return its result, None for a blank one.

        A line that cannot be read changes nothing, the clock included. Raise TariffError when the
        settings' tariff breaks a condition: the run ends there.
        """
        shown = text.strip()
        if not shown:
            return None
        try:
            result = self._do(read_line(text), shown)
        except LineWrongError as error:
            self._tell(shown, error)
            result = {"refused": error.reason.name}
        self.results.append(result)
        return result

    def books(self) -> dict[str, Any]:
        """Return the books as they stand and the results so far, as plain data."""
        return final_books(self.bank.balances(), self.bank.pnls(), self.names, self.results)

    def _do(self, line: Line, text: str) -> dict[str, Any]:
        if line.do == "settings":
            return self._settings(line, text)
        now_ms = self._now_ms if line.at_ms is None else line.at_ms
        if now_ms < self._now_ms:
            raise LineWrongError("time does not go back")
        act = self._casting.act(line, self.bank.world, now_ms)
        self._now_ms = now_ms
        self._expire_sessions()
        answer = self.bank.do(act, now_ms)
        if isinstance(answer, Outcome) and line.do in NAMED_BY:
            kind = NAMED_BY[line.do]
            self.names.add(kind, line.values["name" if kind == "member" else kind])
        if isinstance(answer, Outcome) and line.do == "agree":
            self.names.promise("article", line.values["article"])
        self._tell(text, answer)
        if isinstance(answer, Refused):
            return {"refused": answer.name}
        if isinstance(act, Open):
            self._note_end(act)
        if line.do == "open_day":
            self._expire_sessions()
        if line.do == "close_day":
            self._mature()
        return {"quote": answer.answer["quote"]} if line.do == "open" else {}

    def _settings(self, line: Line, text: str) -> dict[str, Any]:
        if self.results or self._bank is not None:
            raise LineWrongError("settings come first")
        tariff = override(line.values.get("tariff", {}))
        self._now_ms = line.at_ms or 0
        self._bank = self._new_bank(tariff, line.values.get("gates", True))
        self._tell(text, Outcome())
        return {}

    def _note_end(self, opened: Open) -> None:
        """Note when a session that was just opened will be over."""
        world = self.bank.world
        article = world.get(Article, opened.article)
        if article is not None:
            life_ms = session_life_ms(article.time_to_read_s, tariff_in_force(world))
            heappush(self._ends, (self._now_ms + life_ms, opened.member, opened.session))

    def _expire_sessions(self) -> None:
        """Let sessions end by themselves, as the teller's calendar does: with the gates on only."""
        if not self._ends or self._ends[0][0] >= self._now_ms:
            return
        world = self.bank.world
        if not (world.books.gates and world.books.is_open):
            return
        while self._ends and self._ends[0][0] < self._now_ms:
            _, member, number = heappop(self._ends)
            session = self.bank.world.get(Session, member)
            if session is not None and session.live and session.session == number:
                what = f"expire {self.names.name('member', member)}"
                self._by_itself(Expire(MemberId(member), SessionId(number)), what)

    def _mature(self) -> None:
        """Finish the close: what has matured becomes available, in portions."""
        tariff = tariff_in_force(self.bank.world)
        due = self.bank.members_with_buckets(matured_until(self.bank.world.books, tariff))
        size = tariff.maturities_per_act
        for start in range(0, len(due), size):
            self._by_itself(Mature(tuple(due[start : start + size])), "mature")

    def _by_itself(self, act: Act, what: str) -> None:
        self._tell(f"{what}, by itself", self.bank.do(act, self._now_ms))

    def _tell(self, what: str, came: Outcome | Refused | LineWrongError) -> None:
        if self._trace is not None:
            self._trace(self._now_ms, what, came)
