"""Buy a report of an article's profit and loss. Its rule decides on price, right and content."""

from hashlib import sha256
from typing import Final

from tweipress import bank
from tweipress.bank import Receipt
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.records.pnl import ReportScope
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

NUMBER_CHARS: Final = 32


def buy(member: MemberId, article: ArticleId, scope: str, key: str) -> Receipt | Refused:
    """Buy a report of scope `mine` or `whole`; the receipt's answer holds its number as `report`.

    The same form sent twice asks for the same number, and so is paid once.
    """
    if scope not in tuple(ReportScope):
        return refuse(Refusal.REPORT_SCOPE_WRONG)
    number = ReportId(sha256(f"{member}:{key}".encode()).hexdigest()[:NUMBER_CHARS])
    act = Report(member=member, article=article, scope=ReportScope(scope), report=number)
    return bank.do(act, key=key)
