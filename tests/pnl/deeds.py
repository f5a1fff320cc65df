"""What members of the cast do with reports, and the block that they see."""

from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks import pnl
from tweipress.people.models import Member
from tweipress.pnl import actions


def buy(member: Member, article: Article, scope: str, key: str) -> Receipt | Refused:
    """Buy a report."""
    return actions.buy(MemberId(member.pk), ArticleId(article.pk), scope, key)


def block(article: Article, member: Member | None, report: str = "") -> pnl.Block:
    """Return the block of reports as a member sees it."""
    return pnl.block(article, MemberId(member.pk) if member else None, report)
