"""The records of profit and loss: running totals, and bought reports."""

from enum import StrEnum
from typing import Final, NamedTuple

from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import Amounts

WHOLE_POST: Final = MemberId(0)
NEVER: Final = -1
"""The number of no day: days of the books are counted from 0."""


class ReportScope(StrEnum):
    """Whose twelve amounts a report copies: its buyer's, or those of the whole post."""

    MINE = "mine"
    WHOLE = "whole"


class Pnl(NamedTuple):
    """A member's twelve amounts on an article; member `WHOLE_POST` is the sum over all members.

    `day` is the number of the last day on which a line changed, `before` of the one before that,
    and `reported` of the last close that the member has bought a report of the whole post of.
    """

    article: ArticleId
    member: MemberId
    day: int = NEVER
    before: int = NEVER
    reported: int = NEVER
    amounts: Amounts = Amounts()

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)

    def changed_by(self, close: int) -> int:
        """Return the last day with a change, of those up to day `close`.

        That is known of the last close and of those after `day`; earlier days are forgotten.
        """
        return self.day if self.day <= close else self.before

    def on_day(self, number: int, amounts: Amounts) -> "Pnl":
        """Return the row with the amounts that lines of day `number` make."""
        article, member, day, before, reported, _ = self
        if day == number:
            return Pnl(article, member, day, before, reported, amounts)
        return Pnl(article, member, number, day, reported, amounts)


class PostAtClose(NamedTuple):
    """The whole post's twelve amounts before the first line of the last day that has any.

    So they stood at every close since the day before it, up to that day's own.
    """

    article: ArticleId
    amounts: Amounts = Amounts()

    @property
    def key(self) -> int:
        """Return the article."""
        return self.article


class Report(NamedTuple):
    """A bought report: a dated, immutable copy of twelve amounts.

    A report of the whole post has them as they stood at the close of day `closed` (ISO date). One
    of scope *mine* has them as they stood at the purchase, its own price included.
    """

    report: ReportId
    member: MemberId
    article: ArticleId
    scope: ReportScope
    at_ms: int
    closed: str
    amounts: Amounts

    @property
    def key(self) -> str:
        """Return the report's number, chosen by who asked for it."""
        return self.report
