"""The record of a vote on a comment."""

from typing import Final, NamedTuple

LIKE: Final = "like"
DISLIKE: Final = "dislike"


class Vote(NamedTuple):
    """A member's one vote on a comment."""

    member: int
    comment: int
    writer: int
    kind: str
    at_ms: int
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and comment."""
        return (self.member, self.comment)
