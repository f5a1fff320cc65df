"""Undo article: its author or an editor withdraws it; what its lanes hold goes to the pool.

A quote already shown to a reader is still paid: what was shown is what is paid.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.article import Article
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class UndoArticle(Act):
    """Take an article back, for a reason."""

    member: MemberId
    article: ArticleId
    reason: str


@rule("Article taken back")
def judge(act: UndoArticle, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once, from the author or an editor."""
    article = world.get(Article, act.article)
    if article is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    is_author = article.author == act.member
    if not is_author and (refused := right_gate(world, act.member, Right.UNDO_ARTICLE)):
        return refused
    if article.undone:
        return refuse(Refusal.ARTICLE_UNDONE)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    transaction = Transaction(world)
    for name in chart.LANES:
        lane = chart.lane(act.article, name)
        transaction.move(lane, chart.POOL, transaction.balance(lane))
    return transaction.outcome(article._replace(undone=True), article=act.article)
