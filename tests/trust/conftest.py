"""Books on which an editor trusts a critic, and what a night makes of them."""

from pathlib import Path

import pytest

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId

AUTHOR, READER, CRITIC, BOT, COMMENTER, EDITOR = map(MemberId, (1, 2, 3, 4, 7, 8))
NAMES = (AUTHOR, READER, CRITIC, BOT, COMMENTER, EDITOR)


class NightStage:
    """Books by day and by night."""

    def __init__(self, books: BooksStage, folder: Path) -> None:
        self.books = books
        self.path = folder / "trust.npz"
        self.serial = 0
        for member in NAMES:
            books.member(member, 500)
        for member in (AUTHOR, COMMENTER, EDITOR):
            books.accept(Role(MemberId(member), roles.Role.CONTRIBUTOR))
        books.accept(Role(EDITOR, roles.Role.EDITOR))

    def article(self, number: int) -> None:
        """Publish an article."""
        self.books.accept(Publish(AUTHOR, ArticleId(number), 180, 700, 3))

    def read(self, member: MemberId, article: ArticleId, rating: type[Plus | Done]) -> None:
        """Read an article to its end."""
        self.serial += 1
        self.books.accept(Open(member, article, SessionId(f"s{self.serial}")))
        self.books.clock.advance(60)
        self.books.accept(rating(member, SessionId(f"s{self.serial}"), 3))

    def comment(self, number: int, article: ArticleId, *likers: int) -> None:
        """Let the commenter comment, and others read and like it."""
        self.read(COMMENTER, article, Done)
        self.books.accept(Comment(COMMENTER, article, CommentId(number)))
        for member in likers:
            self.read(MemberId(member), article, Done)
            self.books.accept(Like(MemberId(member), CommentId(number)))

    def trust(self, member: MemberId) -> int:
        """Return a member's trust in the books."""
        standing = queries.standing(member)
        assert standing is not None
        return standing.trust

    def xp(self, member: MemberId) -> int:
        """Return a member's XP."""
        standing = queries.standing(member)
        assert standing is not None
        return standing.xp


@pytest.fixture
def stage(books: BooksStage, tmp_path: Path) -> NightStage:
    """Give a site's books with a small cast."""
    return NightStage(books, tmp_path)
