"""Commenting, liking and disliking with the forms of an article's page."""

from farm.stage.account import Account
from farm.stage.paper import Post
from farm.stage.reading import Play, opened, rated, read
from tweipress.comments.models import Comment
from tweipress.core.ids import CommentId


def finished(account: Account, post: Post, kind: str = "done") -> Play:
    """Read an article as fast as the floor allows, to be allowed to comment and vote."""
    course = opened(account, post.slug, switch=True)
    if course is not None:
        yield from read(account, course, 0)
        rated(account, course, kind)


def said(account: Account, post: Post, text: str) -> int:
    """Comment; return the comment's number, or 0 if the site refuses."""
    if not account.post(f"/comments/on/{post.slug}/write/", {"text": text}).is_accepted:
        return 0
    mine = Comment.objects.filter(writer=account.member, article=post.number).order_by("-pk")
    return mine.values_list("pk", flat=True)[0]


def likes(account: Account, comment: CommentId) -> bool:
    """Like a comment; tell whether the site accepted it."""
    return account.post(f"/comments/{comment}/like/").is_accepted


def dislikes(account: Account, comment: CommentId) -> bool:
    """Dislike a comment; tell whether the site accepted it."""
    return account.post(f"/comments/{comment}/dislike/", {"reason": "untrue"}).is_accepted
