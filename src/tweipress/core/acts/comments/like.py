"""Like: the comment's own pot pays commenter, author and liker, in this order, while it lasts."""

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
from tweipress.core.rules.prices import like_shares
from tweipress.core.rules.sharing import pay_authors
from tweipress.core.rules.voting import voter_and_comment
from tweipress.core.state.outcome import Outcome, Refused
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Like(Act):
    """Like a comment; it costs the liker nothing."""

    member: MemberId
    comment: CommentId


@rule("Like")
def judge(act: Like, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Pay min(share, pot) each; the share of a liker who is an author goes to the pool."""
    votable = voter_and_comment(world, act.member, act.comment, Gate.LIKE, tariff)
    if isinstance(votable, Refused):
        return votable
    voter, comment, article = votable
    level_now = levels.level(voter, tariff)
    quota = levels.likes_per_day(level_now, tariff)
    if refused := quota_gate(world, voter.likes, quota, Refusal.LIKES_SPENT):
        return refused
    transaction = Transaction(world)
    pot = chart.pot(act.comment)
    due = like_shares(tariff, by_author=act.member in article.authors)
    _pay(transaction, pot, comment.writer, Line.LIKES_COMMENTER, due.commenter_twei, article)
    author_twei = min(due.author_twei, transaction.balance(pot))
    pay_authors(transaction, article, pot, Line.LIKES_AUTHOR, author_twei)
    _pay(transaction, pot, act.member, Line.LIKES_OWN, due.own_twei, article)
    transaction.move_up_to(pot, chart.POOL, due.pool_twei)
    return transaction.outcome(
        voter._replace(likes=voter.likes + 1),
        comment._replace(likes=comment.likes + 1),
        Vote(act.member, act.comment, comment.writer, VoteKind.LIKE, now_ms),
        article=article.article,
        inputs={"level": level_now},
    )


def _pay(
    transaction: Transaction,
    pot: str,
    member: MemberId,
    line: Line,
    share_twei: int,
    article: Article,
) -> None:
    paid_twei = min(share_twei, transaction.balance(pot))
    transaction.earn(pot, member, paid_twei)
    transaction.line(article.article, member, line, paid_twei)
