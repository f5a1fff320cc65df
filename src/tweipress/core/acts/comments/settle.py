"""Settle: a comment's bond comes back, its pot empties into the pool, and trust may reward it."""

from dataclasses import dataclass

from tweipress.core import chart
from tweipress.core.ids import CommentId
from tweipress.core.pnl import Line
from tweipress.core.records.comment import Comment, CommentEnd
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.rules.trust import comment_reward_twei, weight
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, whole_s


@dataclass(frozen=True, slots=True)
class Settle(Act):
    """Settle a comment; the teller's calendar sends it."""

    comment: CommentId


@rule("Comment settled")
def judge(act: Settle, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept once, when the time for votes is over."""
    comment = world.get(Comment, act.comment)
    if comment is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if comment.ended:
        return refuse(Refusal.ALREADY_SETTLED)
    wait_ms = settles_ms(comment, tariff) - now_ms
    if world.books.gates and wait_ms > 0:
        return refuse(Refusal.TOO_YOUNG, wait_s=whole_s(wait_ms))
    trust = weight(world, comment, tariff, now_ms)
    transaction = Transaction(world)
    reward_twei = comment_reward_twei(trust, transaction.balance(chart.DAY_COMMENTS), tariff)
    writer = world.get(Member, comment.writer)
    if writer is not None and writer.banned:
        reward_twei = 0
    release_escrow(transaction, comment)
    transaction.earn(chart.DAY_COMMENTS, comment.writer, reward_twei)
    transaction.line(comment.article, comment.writer, Line.COMMENT_REWARDS, reward_twei)
    return transaction.outcome(
        comment._replace(ended=CommentEnd.SETTLED),
        article=comment.article,
        inputs={"weight_thousandths": trust},
        answer={"reward": reward_twei},
    )


def settles_ms(comment: Comment, tariff: Tariff) -> int:
    """Return when the time for votes on a comment is over."""
    return comment.at_ms + tariff.settlement_s * MS_PER_S


def is_due(comment: Comment, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether the calendar has to settle a comment."""
    return not comment.ended and settles_ms(comment, tariff) <= now_ms


def release_escrow(transaction: Transaction, comment: Comment) -> None:
    """Give the bond back to the writer and the pot to the pool."""
    bond, pot = chart.bond(comment.comment), chart.pot(comment.comment)
    transaction.move(bond, chart.available(comment.writer), transaction.balance(bond))
    transaction.move(pot, chart.POOL, transaction.balance(pot))
