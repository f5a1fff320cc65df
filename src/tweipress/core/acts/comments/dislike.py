"""Dislike: the disliker pays author and pool; the comment's bond is fined."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.pnl import Line
from tweipress.core.records.article import Article
from tweipress.core.records.vote import Vote, VoteKind
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate
from tweipress.core.rules import levels
from tweipress.core.rules.gates import quota_gate
from tweipress.core.rules.prices import DislikePrice, dislike_price
from tweipress.core.rules.sharing import earned_parts
from tweipress.core.rules.voting import voter_and_comment
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Dislike(Act):
    """Dislike a comment for a chosen reason."""

    member: MemberId
    comment: CommentId
    reason: str


@rule("Dislike")
def judge(act: Dislike, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Refuse by standing, quota, reason and funds; then pay, and fine what the bond still holds."""
    votable = voter_and_comment(world, act.member, act.comment, Gate.DISLIKE, tariff)
    if isinstance(votable, Refused):
        return votable
    voter, comment, article = votable
    quota = levels.dislikes_per_day(levels.level(voter, tariff), tariff)
    if refused := quota_gate(world, voter.dislikes, quota, Refusal.DISLIKES_SPENT):
        return refused
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    due = dislike_price(tariff, pays_author=not {act.member, comment.writer} & {*article.authors})
    transaction = Transaction(world)
    spendable_twei = transaction.spendable(act.member)
    if spendable_twei < due.total_twei:
        return refuse(Refusal.FUNDS_SHORT, price_twei=due.total_twei, spendable_twei=spendable_twei)
    _pay(transaction, act, article, due)
    fined_twei = transaction.move_up_to(
        chart.bond(act.comment), chart.POOL, tariff.dislike_fine_twei
    )
    transaction.line(article.article, comment.writer, Line.DISLIKES_COMMENTER, fined_twei)
    return transaction.outcome(
        voter._replace(dislikes=voter.dislikes + 1),
        comment._replace(dislikes=comment.dislikes + 1),
        Vote(act.member, act.comment, comment.writer, VoteKind.DISLIKE, now_ms, act.reason),
        article=article.article,
        inputs={"level": levels.level(voter, tariff)},
    )


def _pay(transaction: Transaction, act: Dislike, article: Article, due: DislikePrice) -> None:
    transaction.line(article.article, act.member, Line.DISLIKES_OWN, due.total_twei)
    world, line = transaction.world, Line.DISLIKES_AUTHOR
    for author, twei in earned_parts(world, article, line, due.author_twei):
        transaction.pay(act.member, chart.vesting(author, world.books.day), twei)
        transaction.line(article.article, author, line, twei)
    transaction.pay(act.member, chart.POOL, due.pool_twei)
