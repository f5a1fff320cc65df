"""Books on which an editor trusts a critic, and what a night makes of them."""

from pathlib import Path

import pytest

from tests.scratch_books import BooksStage
from tweipress.bank import queries
from tweipress.core import acts

AUTHOR, READER, CRITIC, BOT, COMMENTER, EDITOR = 1, 2, 3, 4, 7, 8
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
            books.accept(acts.Role(member, "contributor"))
        books.accept(acts.Role(EDITOR, "editor"))

    def article(self, number: int) -> None:
        """Publish an article."""
        self.books.accept(acts.Publish(AUTHOR, number, 180, 700, 3))

    def read(self, member: int, article: int, rating: type[acts.Plus | acts.Done]) -> None:
        """Read an article to its end."""
        self.serial += 1
        self.books.accept(acts.Open(member, article, f"s{self.serial}"))
        self.books.clock.advance(60)
        self.books.accept(rating(member, f"s{self.serial}", 3))

    def comment(self, number: int, article: int, *likers: int) -> None:
        """Let the commenter comment, and others read and like it."""
        self.read(COMMENTER, article, acts.Done)
        self.books.accept(acts.Comment(COMMENTER, article, number))
        for member in likers:
            self.read(member, article, acts.Done)
            self.books.accept(acts.Like(member, number))

    def trust(self, member: int) -> int:
        """Return a member's trust in the books."""
        standing = queries.standing(member)
        assert standing is not None
        return standing.trust

    def xp(self, member: int) -> int:
        """Return a member's XP."""
        standing = queries.standing(member)
        assert standing is not None
        return standing.xp


@pytest.fixture
def stage(books: BooksStage, tmp_path: Path) -> NightStage:
    """Give a site's books with a small cast."""
    return NightStage(books, tmp_path)
