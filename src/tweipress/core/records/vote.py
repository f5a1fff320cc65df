"""The record of a vote on a comment."""

from typing import Final, NamedTuple

from tweipress.core.ids import CommentId, MemberId

LIKE: Final = "like"
DISLIKE: Final = "dislike"


class Vote(NamedTuple):
    """A member's one vote on a comment."""

    member: MemberId
    comment: CommentId
    writer: MemberId
    kind: str
    at_ms: int
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and comment."""
        return (self.member, self.comment)
