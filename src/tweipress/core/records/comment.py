"""The record of a comment."""

from typing import NamedTuple


class Comment(NamedTuple):
    """A comment as the books know it; `ended` is empty, `settled` or `removed`."""

    comment: int
    article: int
    writer: int
    at_ms: int
    ended: str = ""
    likes: int = 0
    dislikes: int = 0

    @property
    def key(self) -> int:
        """Return the comment's number."""
        return self.comment
