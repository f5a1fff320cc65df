"""The record of a vote on a comment."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import CommentId, MemberId


class VoteKind(StrEnum):
    """What a vote says."""

    LIKE = "like"
    DISLIKE = "dislike"


class Vote(NamedTuple):
    """A member's one vote on a comment."""

    member: MemberId
    comment: CommentId
    writer: MemberId
    kind: VoteKind
    at_ms: int
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and comment."""
        return (self.member, self.comment)
