"""Writers' and judges' pages offer an act exactly when it is accepted, at the price it moves."""

from random import Random
from typing import NamedTuple

import pytest

from tests.articles.conftest import data, fresh
from tests.articles.test_repeats import text
from tests.http.stage import Stage, id_of
from tweipress.articles import actions as articles
from tweipress.articles.approvals import digest
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.ids import ArticleId
from tweipress.http.request_keys import fresh_key
from tweipress.pages.actions.reviews import ask
from tweipress.pages.blocks import reviews as blocks
from tweipress.pages.blocks import writing
from tweipress.people.models import Member
from tweipress.reviews import actions as reviews

OWN = ("publish", "ask", "withdraw")
OTHERS = ("approve", "deny", "clear", "take back")
STEPS = 90


class Offer(NamedTuple):
    """Whether a page offers an act, and what it says that the act costs."""

    is_offered: bool
    price_twei: int = 0


class Newsroom:
    """Members of every standing who write, judge and decide at random."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.dice = stage, Random(seed)
        self.outcomes: set[tuple[str, bool]] = set()
        for name, twei in (("penniless", 0), ("poor", 60), ("rich", 3000)):
            stage.enter(name, twei, "contributor")
        stage.done(Ban(id_of(stage.outsider), "Spam."))
        self.writers = [
            stage.cast[name] for name in ("author", "poor", "penniless", "rich", "editor", "reader")
        ]
        self.judges = [
            stage.cast[name]
            for name in ("editor", "judith", "jules", "jun", "joseph", "rich", "outsider")
        ]
        for writer in (*self.writers, stage.outsider):
            self.write(writer)

    def write(self, writer: Member) -> Article:
        """Save a draft; some are too short, and some repeat another."""
        words = self.dice.choice((300, 300, 300, 300, 99))
        block = {"kind": "paragraph", "text": text(self.dice.randrange(6), words)}
        return articles.save_draft(
            id_of(writer), data(sections=[{"heading": "", "blocks": [block]}])
        )

    def change(self) -> None:
        """Let something else happen: a draft, time, a jury, a closed day, a role, Twei."""
        stage, member = self.stage, self.dice.choice(self.writers)
        roll = self.dice.randrange(12)
        if roll < 4:
            self.write(member)
        elif roll < 7:
            stage.books.next_day(self.dice.choice((1, 4)))
        elif roll == 7:
            granted = self.dice.random() < 0.8
            stage.books.do(Role(id_of(member), roles.Role.CONTRIBUTOR, granted=granted))
        elif roll == 8:
            stage.books.do(Deposit(id_of(member), self.dice.randrange(1, 600)))
        elif roll == 10 and self.dice.random() < 0.3:
            stage.books.do(CloseDay())
        elif roll == 9:
            stage.books.clock.advance(90_000)
        stage.books.tick()

    def step(self) -> None:
        """Compare what a page offers a member with what becomes of the act."""
        act = self.dice.choice(OWN + OTHERS)
        if act in OWN:
            member = self.dice.choice(self.writers)
            drafts = Article.objects.filter(author=member, posting_seq=None).order_by("-pk")
            article = self.dice.choice(list(drafts)[:2] or [self.write(member)])
        else:
            article = self.subject(act)
            member = self.dice.choice([*self.judges_of(article), article.author])
            if act == "take back" and article.is_draft:
                return
        offer = self.offer(member, article, act)
        before_twei = self.stage.spendable_twei(member)
        is_done = isinstance(self.answer(member, article, act), Receipt)
        assert is_done == offer.is_offered, (member.name, act, fresh(article).refusal)
        paid_twei = before_twei - self.stage.spendable_twei(member)
        assert paid_twei == offer.price_twei or (act not in {"publish", "ask"})
        self.outcomes.add((act, is_done))

    def subject(self, act: str) -> Article:
        """Return an article that the act may be about: mostly one that waits for it."""
        waiting = [row.article for row in books.waiting_repeats(50)]
        if act != "clear":
            waiting = [ArticleId(number) for number in books.open_reviews(50)]
        is_any = act == "take back" or not waiting or self.dice.random() < 0.3
        numbers = Article.objects.values_list("pk", flat=True).order_by("pk")
        return Article.objects.get(pk=self.dice.choice(list(numbers if is_any else waiting)))

    def judges_of(self, article: Article) -> list[Member]:
        """Return who may act on another's article: mostly its jury, if it has one."""
        review = books.review(ArticleId(article.pk))
        jury = {seat.member for seat in review.seats} if review else set()
        jurors = [member for member in self.stage.cast.values() if member.pk in jury]
        return jurors * 3 + self.judges

    def offer(self, member: Member, article: Article, act: str) -> Offer:
        """Return what a page offers."""
        number = id_of(member)
        if act == "publish":
            page = writing.publishing(article)
            is_offered = page.plain.is_offered
            return Offer(is_offered, page.price.total_twei if is_offered else 0)
        if act in {"ask", "withdraw"}:
            review = blocks.own_review(article)
            is_ask = act == "ask"
            return Offer(
                (review.ask if is_ask else review.withdraw).is_offered,
                review.bond_twei if is_ask else 0,
            )
        if act == "clear":
            repeat = blocks.repeat(number, article.code)
            return Offer(repeat is not None and repeat.clear.is_offered)
        if act == "take back":
            return Offer(writing.taking_back(number, article).is_offered)
        bench = blocks.bench(number, article.code)
        if bench is None:
            return Offer(False)
        return Offer(bench.can_approve if act == "approve" else bench.can_deny)

    def answer(self, member: Member, article: Article, act: str) -> object:
        """Do an act."""
        number, about, key = id_of(member), ArticleId(article.pk), fresh_key()
        if act == "publish":
            return articles.publish(article)
        if act == "ask":
            return ask(number, article, key)
        if act == "withdraw":
            return reviews.withdraw(number, about, key)
        if act == "clear":
            read = digest(article)
            return articles.clear_repeat(number, article, "A new edition.", key, read)
        if act == "take back":
            return articles.take_back(number, article, "A mistake.")
        return reviews.judge(number, about, "Read it.", key, approves=act == "approve")


@pytest.mark.parametrize("seed", range(4))
def test_what_a_page_offers_is_accepted_at_its_price_and_nothing_else_is(
    stage: Stage, seed: int
) -> None:
    newsroom = Newsroom(stage, seed)
    for _ in range(STEPS):
        newsroom.change()
        newsroom.step()
    assert len(newsroom.outcomes) >= 10, newsroom.outcomes
