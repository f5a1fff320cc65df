"""The records of profit and loss: running totals, and bought reports."""

from enum import StrEnum
from typing import Final, NamedTuple

from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.pnl import Amounts

WHOLE_POST: Final = MemberId(0)


class ReportScope(StrEnum):
    """Whose twelve amounts a report copies: its buyer's, or those of the whole post."""

    MINE = "mine"
    WHOLE = "whole"


class Pnl(NamedTuple):
    """A member's twelve amounts on an article; member `WHOLE_POST` is the sum over all members."""

    article: ArticleId
    member: MemberId
    amounts: Amounts = Amounts()

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)


class Report(NamedTuple):
    """A bought report: a dated, immutable copy of twelve amounts, its own price included."""

    report: ReportId
    member: MemberId
    article: ArticleId
    scope: ReportScope
    at_ms: int
    amounts: Amounts

    @property
    def key(self) -> str:
        """Return the report's number, chosen by who asked for it."""
        return self.report
