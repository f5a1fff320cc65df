"""What a rule answers: an Outcome to commit, or a Refused that changes nothing."""

from typing import NamedTuple

from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.record import Record
from tweipress.core.refusals import Refusal

Value = int | str | bool | dict[str, int]


class Transfer(NamedTuple):
    """`amount_twei` > 0 from one account to another."""

    debit: str
    credit: str
    amount_twei: int


class LineEntry(NamedTuple):
    """What an act adds to a line of a member's report; negative where it gives back."""

    article: ArticleId
    member: MemberId
    line: Line
    amount_twei: int


class Outcome(NamedTuple):
    """An accepted act: everything that changes, the inputs it was judged by, and the answer."""

    transfers: tuple[Transfer, ...] = ()
    records: tuple[Record, ...] = ()
    lines: tuple[LineEntry, ...] = ()
    article: ArticleId = NO_ARTICLE
    inputs: dict[str, Value] = {}
    answer: dict[str, Value] = {}


class Refused(NamedTuple):
    """A refused act: the reason, and the figures that its sentence names."""

    reason: Refusal
    figures: dict[str, int | str] = {}

    @property
    def name(self) -> str:
        """Return the refusal's name, the same in the API, on pages, in tests and in metrics."""
        return self.reason.name


def refuse(reason: Refusal, **figures: int | str) -> Refused:
    """Return a refusal with the figures its sentence names."""
    return Refused(reason, figures)
