"""What members of the cast do with comments, and the thread that they see."""

from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.comments import actions
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks import comments
from tweipress.pages.view_models.comments import Thread
from tweipress.people.models import Member


def write(member: Member, article: Article, text: str, key: str) -> Receipt | Refused:
    """Write a comment."""
    return actions.write(MemberId(member.pk), ArticleId(article.pk), text, key)


def like(member: Member, number: int, key: str) -> Receipt | Refused:
    """Like a comment."""
    return actions.like(MemberId(member.pk), CommentId(number), key)


def dislike(member: Member, number: int, reason: str, key: str) -> Receipt | Refused:
    """Dislike a comment."""
    return actions.dislike(MemberId(member.pk), CommentId(number), reason, key)


def hide(moderator: Member, number: int, reason: str) -> Refused | None:
    """Remove a comment."""
    return actions.hide(MemberId(moderator.pk), CommentId(number), reason)


def thread(article: Article, member: Member | None) -> Thread:
    """Return the comments of an article as a member sees them."""
    return comments.thread(article, MemberId(member.pk) if member else None)
