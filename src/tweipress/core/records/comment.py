"""The record of a comment."""

from typing import NamedTuple

from tweipress.core.ids import ArticleId, CommentId, MemberId


class Comment(NamedTuple):
    """A comment as the books know it; `ended` is empty, `settled` or `removed`."""

    comment: CommentId
    article: ArticleId
    writer: MemberId
    at_ms: int
    ended: str = ""
    likes: int = 0
    dislikes: int = 0

    @property
    def key(self) -> int:
        """Return the comment's number."""
        return self.comment
