"""Buying a report. What it costs, who may and what it holds is the rule's matter."""

from hashlib import sha256

from tweipress import bank
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.acts.money.report import Report
from tweipress.core.ids import ArticleId, MemberId, ReportId
from tweipress.core.records.pnl import ReportScope
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.people.models import Member

NUMBER_CHARS = 32


def buy(member: Member, article: Article, scope: str, key: str) -> Receipt | Refused:
    """Buy a report of scope `mine` or `whole`; the receipt's answer holds its number as `report`.

    The same form sent twice asks for the same number, and so is paid once.
    """
    if scope not in tuple(ReportScope):
        return refuse(Refusal.REPORT_SCOPE_WRONG)
    number = sha256(f"{member.pk}:{key}".encode()).hexdigest()[:NUMBER_CHARS]
    act = Report(
        member=MemberId(member.pk),
        article=ArticleId(article.pk),
        scope=ReportScope(scope),
        report=ReportId(number),
    )
    return bank.do(act, key=key)
