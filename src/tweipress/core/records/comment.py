"""The record of a comment."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import ArticleId, CommentId, MemberId


class CommentEnd(StrEnum):
    """How a comment's time for votes ended; NONE as long as it has not.

    RETURNED: its article was taken back, and its writer got what was left in the pot.
    """

    NONE = ""
    SETTLED = "settled"
    REMOVED = "removed"
    RETURNED = "returned"


class Comment(NamedTuple):
    """A comment as the books know it."""

    comment: CommentId
    article: ArticleId
    writer: MemberId
    at_ms: int
    ended: CommentEnd = CommentEnd.NONE
    likes: int = 0
    dislikes: int = 0

    @property
    def has_bond(self) -> bool:
        """Tell whether its writer's bond is still with it: until it is settled or removed."""
        return self.ended is CommentEnd.NONE

    @property
    def key(self) -> int:
        """Return the comment's number."""
        return self.comment
