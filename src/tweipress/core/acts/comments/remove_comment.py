"""Remove comment: a moderator takes a comment down; its escrow is settled, without a reward."""

from dataclasses import dataclass

from tweipress.core.acts.comments.settle import release_escrow
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.records.comment import Comment, CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.rules.gates import right_gate
from tweipress.core.state.outcome import Outcome, Refused, refuse
from tweipress.core.state.registry import Act, rule
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


@dataclass(frozen=True, slots=True)
class RemoveComment(Act):
    """Take a comment off the page; the moderator `member` says why."""

    member: MemberId
    comment: CommentId
    reason: str


@rule("Comment removed")
def judge(act: RemoveComment, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from a moderator, before settlement, with a reason."""
    if refused := right_gate(world, act.member, Right.REMOVE_COMMENT):
        return refused
    comment = world.get(Comment, act.comment)
    if comment is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if comment.ended:
        return refuse(Refusal.ALREADY_SETTLED)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    transaction = Transaction(world)
    release_escrow(transaction, comment)
    return transaction.outcome(comment._replace(ended=CommentEnd.REMOVED), article=comment.article)
