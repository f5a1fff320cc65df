"""Undo article: its author or an editor withdraws it; what its lanes hold goes to the pool.

Whoever wrote a comment that has not settled gets bond and pot back. A quote already shown to a
reader is still paid: what was shown is what is paid.
"""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article
from tweipress.core.records.comment import Comment, CommentEnd
from tweipress.core.records.pnl import Pnl
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
    ended = _return_pots(transaction, world, act.article)
    return transaction.outcome(article._replace(undone=True), *ended, article=act.article)


def _return_pots(transaction: Transaction, world: World, article: ArticleId) -> tuple[Comment, ...]:
    """Give bond and pot of each unsettled comment to its writer; return the ended comments."""
    comments = world.unsettled_comments(article)
    escrow = (chart.bond, chart.pot)
    world.preload_balances(account(one.comment) for one in comments for account in escrow)
    world.preload_owners(one.writer for one in comments)
    world.preload(Pnl, ((article, one.writer) for one in comments))
    for one in comments:
        bond, pot = chart.bond(one.comment), chart.pot(one.comment)
        writer = chart.available(one.writer)
        transaction.move(bond, writer, transaction.balance(bond))
        returned_twei = transaction.balance(pot)
        transaction.move(pot, writer, returned_twei)
        transaction.line(article, one.writer, Line.COMMENT_TRIBUTES, -returned_twei)
    return tuple(one._replace(ended=CommentEnd.RETURNED) for one in comments)
