"""A member's sums by line, by article and by day agree, whatever was done in random days."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from tests.http.stage import PARTS, TIME_TO_READ_S, Stage, id_of, set_stage
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.bank.queries import Chosen
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, ReportId, SessionId
from tweipress.core.pnl import Amounts
from tweipress.core.records.pnl import ReportScope
from tweipress.core.state.registry import Act

DAYS, ACTS_A_DAY = 4, 25
ALL = 1000


@pytest.fixture
def stage(transactional_db: None, books: Any) -> Stage:
    """Return the cast, joined and with some Twei each."""
    return set_stage(books)


class RandomDays:
    """Days on which members of the cast do what comes to mind; the books refuse what is wrong."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.chance = stage, Random(seed)
        authors = (stage.author, stage.critic)
        self.articles = [
            ArticleId(stage.publish(author, f"by-{author.pk}").pk) for author in authors
        ]
        self.members = [id_of(member) for member in stage.cast.values()]
        self.number = 0
        self.accepted: set[str] = set()

    def play(self) -> None:
        """Let the days pass; the calendar settles comments and closes each day."""
        deeds: list[Callable[[MemberId, ArticleId], None]] = [
            *(self.rate, self.rate, self.comment, self.comment, self.vote, self.vote, self.report)
        ]
        for _ in range(DAYS):
            for _ in range(ACTS_A_DAY):
                self.number += 1
                self.chance.choice(deeds)(
                    self.chance.choice(self.members), self.chance.choice(self.articles)
                )
            self.stage.books.next_day()

    def do(self, act: Act) -> None:
        """Do an act, if the books accept it."""
        if isinstance(self.stage.books.do(act), Receipt):
            self.accepted.add(type(act).__name__)

    def rate(self, member: MemberId, article: ArticleId) -> None:
        """Read and rate."""
        session = SessionId(f"s{self.number}")
        self.do(Open(member, article, session))
        self.stage.books.clock.advance(TIME_TO_READ_S)
        self.do(self.chance.choice((Plus, Plus, Minus))(member, session, PARTS, "d"))

    def comment(self, member: MemberId, article: ArticleId) -> None:
        """Comment, with its bond."""
        self.do(Comment(member, article, CommentId(self.number)))

    def vote(self, member: MemberId, _: ArticleId) -> None:
        """Like some comment."""
        comment = CommentId(self.chance.randint(1, self.number))
        self.do(Like(member, comment))

    def report(self, member: MemberId, article: ArticleId) -> None:
        """Buy a report."""
        scope = self.chance.choice(tuple(ReportScope))
        self.do(Report(member, article, scope, ReportId(f"r{self.number}")))


@pytest.mark.parametrize("seed", [0, 2])  # in these, every kind of act is accepted
def test_lines_articles_and_days_agree_for_every_member(stage: Stage, seed: int) -> None:
    days = RandomDays(stage, seed)
    days.play()
    assert {"Plus", "Minus", "Comment", "Like", "Report"} <= days.accepted
    for member in days.members:
        amounts, number = books.lines(member)
        each = dict(books.lines_by_article(member, limit=ALL))
        assert len(each) == number
        assert amounts == added(list(each.values()))
        assert amounts.total_twei == amounts.profit_twei - amounts.loss_twei
        of_articles = {one: books.total(member, Chosen(article=one)) for one in each}
        bonded_twei = books.standing(member).bonded_twei  # type: ignore[union-attr]  # all joined
        on_articles_twei = sum(sums.net_twei for sums in of_articles.values())
        assert amounts.total_twei == on_articles_twei + bonded_twei
        for article, sums in of_articles.items():
            by_day = books.by_day(member, Chosen(article=article)).values()
            assert sum(day.net_twei for day in by_day) == sums.net_twei
            assert sum(day.postings for day in by_day) == sums.postings
        whole = books.by_day(member, Chosen()).values()
        assert sum(day.net_twei for day in whole) == books.spendable_twei(member)


def added(each: list[Amounts]) -> Amounts:
    """Return the sums of lines."""
    return Amounts(*(sum(column) for column in zip(*each, strict=True))) if each else Amounts()
