"""The stage of reviews: the cast with real books, an editor, jurors of LVL 25, and a draft."""

from dataclasses import dataclass

import pytest

from tests.articles.conftest import data
from tests.http.stage import Stage, id_of, set_stage
from tests.scratch_books import BooksStage
from tweipress.articles import actions as articles
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.members.grade import Grade
from tweipress.core.ids import ArticleId, MemberId
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.people.models import Member

BENCH = 20
"""As many as there must be to draw from."""
JURORS = ("judith", "jules", "jun", "joseph", *(f"juror{number}" for number in range(BENCH - 4)))


@dataclass
class Court:
    """The cast, and a draft of the author's for which a review was asked; its jury is drawn."""

    stage: Stage
    draft: Article

    @property
    def jury(self) -> list[Member]:
        """Return who sits."""
        review = books.review(ArticleId(self.draft.pk))
        assert review is not None
        sitting = {seat.member for seat in review.seats if not seat.verdict}
        return [member for member in self.stage.cast.values() if member.pk in sitting]

    @property
    def state(self) -> str:
        """Return how the review stands."""
        review = books.review(ArticleId(self.draft.pk))
        assert review is not None
        return review.review.state

    def available_twei(self) -> int:
        """Return what the author has available."""
        standing = books.standing(MemberId(self.stage.author.pk))
        assert standing is not None
        return standing.available_twei


@pytest.fixture
def stage(books: BooksStage) -> Stage:
    """Return the cast, an editor, and twenty who have come to LVL 25 in a month."""
    stage = set_stage(books)
    stage.enter("editor", 500, "editor")
    jurors = [stage.enter(name) for name in JURORS]
    month_of_trust(books, [juror.pk for juror in jurors])
    return stage


@pytest.fixture
def draft(stage: Stage) -> Article:
    """Return a draft of the author's."""
    return articles.save_draft(id_of(stage.author), data())


@pytest.fixture
def court(stage: Stage, draft: Article) -> Court:
    """Return the draft under review."""
    assert isinstance(ask(id_of(stage.author), draft, fresh_key()), Receipt)
    stage.books.tick()
    return Court(stage, draft)


def month_of_trust(books: BooksStage, members: list[int]) -> None:
    """Let members earn as much XP from trust as a day gives, for 29 days: LVL 25."""
    for _ in range(29):
        books.accept(Grade(tuple((member, 0, 200) for member in members)))
        books.next_day()
