"""Remove comment: a moderator ends a comment with a reason; as a settlement without reward."""

from dataclasses import dataclass

from tweipress.core.acts.settle import release_escrow
from tweipress.core.draft import Draft
from tweipress.core.facts import Comment
from tweipress.core.gates import right_gate
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.world import World

REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class RemoveComment:
    """Take a comment off the page; the moderator `member` says why."""

    member: int
    comment: int
    reason: str


def judge(act: RemoveComment, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from a moderator, before settlement, with a reason."""
    if refused := right_gate(world, act.member, "remove_comment"):
        return refused
    comment = world.get(Comment, act.comment)
    if comment is None:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if comment.ended:
        return refuse(Refusal.ALREADY_SETTLED)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    draft = Draft(world)
    release_escrow(draft, comment)
    return draft.outcome(comment._replace(ended=REMOVED), article=comment.article)
