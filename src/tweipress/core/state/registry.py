"""The registry of acts: each act's file registers its rule here, and no list names it again."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import get_annotations
from typing import Any, Final, TypeVar

from tweipress.core.ids import NOBODY, MemberId
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Act:
    """A request to change the books: a small frozen value, one class a file."""


A = TypeVar("A", bound=Act)
Judge = Callable[[A, World, Tariff, int], Outcome | Refused]


@dataclass(frozen=True, slots=True)
class Rule:
    """What the books know of a kind of act beside its fields.

    `name` is the journal's, `label` the statement's (an English message id). `actor_field` names
    the field of the member who asks, empty for acts that the calendar sends.
    """

    name: str
    kind: type[Act]
    judge: Judge[Any]
    label: str
    needs_open_day: bool
    also_when_banned: bool
    actor_field: str

    def actor(self, act: Act) -> MemberId:
        """Return the number of the member who asks; 0 is the console or the calendar."""
        return getattr(act, self.actor_field) if self.actor_field else NOBODY


RULES: Final[dict[type[Act], Rule]] = {}
RULES_BY_NAME: Final[dict[str, Rule]] = {}


def rule(
    label: str,
    *,
    needs_open_day: bool = True,
    also_when_banned: bool = False,
    sent_by_calendar: bool = False,
) -> Callable[[Judge[A]], Judge[A]]:
    """Register the decorated `judge` as the rule of the act that it takes.

    The journal's name of the act is the name of its file. `needs_open_day` is false for deposits,
    the calendar's own acts and what moves no Twei at all.
    """

    def register(judge: Judge[A]) -> Judge[A]:
        kind: type[Act] = get_annotations(judge)["act"]
        fields = () if sent_by_calendar else ("by", "member")
        registered = Rule(
            name=kind.__module__.rpartition(".")[2],
            kind=kind,
            judge=judge,
            label=label,
            needs_open_day=needs_open_day,
            also_when_banned=also_when_banned,
            actor_field=next((name for name in fields if hasattr(kind, name)), ""),
        )
        assert registered.name not in RULES_BY_NAME, f"two acts are called {registered.name}"
        RULES[kind] = RULES_BY_NAME[registered.name] = registered
        return judge

    return register


def rule_of(act: Act) -> Rule:
    """Return the rule of an act."""
    return RULES[type(act)]
