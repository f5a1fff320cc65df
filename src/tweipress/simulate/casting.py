"""Turns a scenario line's names into numbers and the line into an act. Nothing is done here."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.comments.settle import Settle
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.expire import Expire
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, ReportId, SessionId
from tweipress.core.records.article import Shares
from tweipress.core.records.pnl import ReportScope
from tweipress.core.records.reading import Session
from tweipress.core.refusals import Refusal
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules.prices import publish_price
from tweipress.core.state.registry import Act
from tweipress.core.state.world import World
from tweipress.simulate.lines import Line, LineWrongError

POOL: Final = "pool"
SECTIONS: Final = 1
REASON: Final = "scenario"
NAMED_BY: Final = {"member": "member", "publish": "article", "comment": "comment"}
UNKNOWN: Final = {
    "member": Refusal.UNKNOWN_MEMBER,
    "article": Refusal.UNKNOWN_ARTICLE,
    "comment": Refusal.UNKNOWN_COMMENT,
}
USED: Final = {
    "member": Refusal.ALREADY_JOINED,
    "article": Refusal.ALREADY_PUBLISHED,
    "comment": Refusal.ALREADY_WRITTEN,
}


class Names:
    """The numbers of a scenario's members, articles and comments, each kind for itself."""

    def __init__(self) -> None:
        """Start with nobody and nothing."""
        self._numbers: dict[str, dict[str, int]] = {"member": {}, "article": {}, "comment": {}}
        self._names: dict[str, dict[int, str]] = {kind: {} for kind in self._numbers}
        self._promised: dict[tuple[str, str], int] = {}

    def number(self, kind: str, name: str) -> int:
        """Return a known name's number; raise LineWrongError for an unknown one."""
        if name not in self._numbers[kind]:
            raise LineWrongError(f"no {kind} is called {name}", UNKNOWN[kind])
        return self._numbers[kind][name]

    def next_number(self, kind: str, name: str) -> int:
        """Return the number a new name would get; raise LineWrongError for one in use."""
        if name in self._numbers[kind]:
            raise LineWrongError(f"the {kind} {name} is there already", USED[kind])
        if kind == "member" and name == POOL:
            raise LineWrongError("no member is called pool")
        promised = [number for (of, _), number in self._promised.items() if of == kind]
        last = max((*self._names[kind], *promised), default=0)
        return self._promised.get((kind, name), last + 1)

    def promise(self, kind: str, name: str) -> None:
        """Keep a new name's number for it: something was said of it already."""
        self._promised[kind, name] = self.next_number(kind, name)

    def add(self, kind: str, name: str) -> None:
        """Give a new name its number for good."""
        number = self._numbers[kind][name] = self.next_number(kind, name)
        self._names[kind][number] = name

    def name(self, kind: str, number: int) -> str:
        """Return the name behind a number."""
        return self._names[kind][number]


class Casting:
    """Makes acts of lines; `serial` makes the numbers of sessions and reports unique."""

    def __init__(self, names: Names) -> None:
        """Use these names; nothing was cast yet."""
        self.names = names
        self.serial = 0

    def act(self, line: Line, world: World, now_ms: int) -> Act:
        """Return the act a line means; raise LineWrongError for unknown or used names."""
        self.serial += 1
        make: Callable[[dict[str, Any], World], Act] | None = getattr(self, f"_{line.do}", None)
        if make is not None:
            return make(line.values, world)
        if line.do == "open_day":
            return OpenDay(datetime.fromtimestamp(now_ms / 1000, UTC).date().isoformat())
        return CloseDay()

    def _member(self, values: dict[str, Any], world: World) -> Act:
        number = self.names.next_number("member", values["name"])
        return Join(
            MemberId(number),
            values.get("level", 1),
            values.get("trusted", False),
            values.get("trust", 0),
        )

    def _deposit(self, values: dict[str, Any], world: World) -> Act:
        to = 0 if values["to"] == POOL else self.names.number("member", values["to"])
        return Deposit(MemberId(to), values["twei"])

    def _publish(self, values: dict[str, Any], world: World) -> Act:
        return Publish(
            member=MemberId(self._who(values)),
            article=ArticleId(self.names.next_number("article", values["article"])),
            time_to_read_s=values["time_to_read_s"],
            words=0,
            sections=SECTIONS,
            reviewed=values.get("reviewed", False),
            shares=self._shares(values.get("shares", {})),
        )

    def _agree(self, values: dict[str, Any], world: World) -> Act:
        return AgreeShares(
            MemberId(self._who(values)),
            ArticleId(self.names.next_number("article", values["article"])),
            self._shares(values["shares"]),
            publish_price(tariff_in_force(world)).tribute_twei if values["shares"] else 0,
        )

    def _open(self, values: dict[str, Any], world: World) -> Act:
        return Open(
            MemberId(self._who(values)),
            ArticleId(self._which(values)),
            SessionId(f"session-{self.serial}"),
        )

    def _plus(self, values: dict[str, Any], world: World) -> Act:
        return Plus(MemberId(self._who(values)), SessionId(self._session(values, world)))

    def _minus(self, values: dict[str, Any], world: World) -> Act:
        return Minus(MemberId(self._who(values)), SessionId(self._session(values, world)))

    def _done(self, values: dict[str, Any], world: World) -> Act:
        return Done(MemberId(self._who(values)), SessionId(self._session(values, world)))

    def _expire(self, values: dict[str, Any], world: World) -> Act:
        return Expire(MemberId(self._who(values)), SessionId(self._session(values, world)))

    def _comment(self, values: dict[str, Any], world: World) -> Act:
        number = self.names.next_number("comment", values["comment"])
        return Comment(
            MemberId(self._who(values)), ArticleId(self._which(values)), CommentId(number)
        )

    def _like(self, values: dict[str, Any], world: World) -> Act:
        return Like(
            MemberId(self._who(values)), CommentId(self.names.number("comment", values["comment"]))
        )

    def _dislike(self, values: dict[str, Any], world: World) -> Act:
        comment = self.names.number("comment", values["comment"])
        return Dislike(MemberId(self._who(values)), CommentId(comment), REASON)

    def _settle(self, values: dict[str, Any], world: World) -> Act:
        return Settle(CommentId(self.names.number("comment", values["comment"])))

    def _report(self, values: dict[str, Any], world: World) -> Act:
        return Report(
            MemberId(self._who(values)),
            ArticleId(self._which(values)),
            ReportScope.MINE,
            ReportId(f"report-{self.serial}"),
        )

    def _shares(self, shares: dict[str, int]) -> Shares:
        return tuple(
            (MemberId(self.names.number("member", name)), bps) for name, bps in shares.items()
        )

    def _who(self, values: dict[str, Any]) -> int:
        return self.names.number("member", values["member"])

    def _which(self, values: dict[str, Any]) -> int:
        return self.names.number("article", values["article"])

    def _session(self, values: dict[str, Any], world: World) -> str:
        session = world.get(Session, self._who(values))
        return session.session if session else ""
