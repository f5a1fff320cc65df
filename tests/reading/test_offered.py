"""A panel offers exactly what the books accept, and shows exactly what that moves."""

import re
from collections import Counter
from random import Random

import pytest
from django.template.loader import render_to_string

from tests.http.stage import Stage
from tests.reading.conftest import panel_of, published
from tweipress.articles.models import Article
from tweipress.bank import Answer, Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.roles import Role
from tweipress.core.rules.reading import floor_ms
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks.front import front_page
from tweipress.pages.view_models.reading import Panel, State
from tweipress.people.models import Member
from tweipress.reading.actions import RATINGS

ARTICLES = 8
PARTS = 3
STEPS = 60


class Panels:
    """Members in every standing, articles in every state, and panels held against the books."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.random = stage, Random(seed)
        self.met: Counter[str] = Counter()
        self.sessions = 0
        authors = [stage.enter(f"author-{n}", 500, Role.CONTRIBUTOR) for n in range(ARTICLES)]
        self.articles = [published(author, f"Article of {author.name}") for author in authors]
        stage.enter("bot", 100)
        stage.done(Ban(member=MemberId(stage.bot.pk), reason="A program"))
        stage.enter("poor", 1, Role.CONTRIBUTOR)
        stranger = Member.objects.create(email="new@example.org", name="new")
        self.members = [stage.reader, stage.critic, stage.bot, stage.poor, authors[0], stranger]

    def step(self) -> None:
        """Hold one panel against the books, and perhaps change the books before."""
        change = self.random.random()
        if change < 0.03:
            self._close_day()
        elif change < 0.06:
            self._change_article()
        elif change < 0.12:
            self.check_list(self.random.choice(self.members))
        else:
            self.check(self.random.choice(self.members), self.random.choice(self.articles))

    def check(self, member: Member, article: Article, kind: str | None = None) -> None:
        """Start reading and rate; the books must answer as the panel says.

        `kind` is the rating, empty for none; without it a random one is taken.
        """
        panel = panel_of(article, member)
        offered = offered_in(panel)
        kind = self.random.choice([*RATINGS, ""]) if kind is None else kind
        if panel.state is State.READING:
            assert panel.course is not None
            self._rate(panel, member, panel.course.session, kind or "done", offered)
        elif self._open(panel, member, article, offered):
            self._rate(panel, member, f"session-{self.sessions}", kind, None)

    def check_list(self, member: Member) -> None:
        """Hold the front page's list against the panels of its articles."""
        stories = front_page(MemberId(member.pk), None, None).stories
        assert stories
        for story in stories:
            panel = panel_of(story.article, member)
            if panel.state is not State.READING:
                assert story.quote_twei == panel.quote_twei
            assert bool(story.quote_twei) == (not story.why_nothing)

    def _open(self, panel: Panel, member: Member, article: Article, offered: set[str]) -> bool:
        """Start reading; tell whether the books accepted it."""
        self.sessions += 1
        session = SessionId(f"session-{self.sessions}")
        act = Open(MemberId(member.pk), ArticleId(article.pk), session)
        answered = self.stage.books.do(act)
        self._agree("open", answered, panel.start_refused, panel.state)
        if panel.state is not State.RATED:
            assert ("open" in offered) == isinstance(answered, Receipt)
        if isinstance(answered, Refused):
            return False
        if panel.plus_refused is None:
            assert answered.answer["quote"] == panel.quote_twei
        return True

    def _rate(
        self, panel: Panel, member: Member, session: str, kind: str, offered: set[str] | None
    ) -> None:
        """Rate as early as it can be proven; without `kind` nothing is rated."""
        if not kind:
            return
        member_id, clock = MemberId(member.pk), self.stage.books.clock
        live = books.session(member_id)
        assert live is not None
        earliest_ms = live.opened_ms + floor_ms(panel.time_to_read_s, books.tariff())
        clock.time_ms = max(clock.time_ms, earliest_ms)
        before_twei = self.stage.spendable_twei(member)
        answered = self.stage.books.do(RATINGS[kind](member_id, SessionId(session), PARTS))
        refused = {
            "plus": panel.plus_refused,
            "minus": panel.minus_refused,
            "done": panel.done_refused,
        }[kind]
        self._agree(kind, answered, refused, panel.state)
        if offered is not None:
            assert (kind in offered) == isinstance(answered, Receipt)
        if isinstance(answered, Receipt):
            shown_twei = {"plus": panel.quote_twei, "minus": -panel.minus_twei, "done": 0}[kind]
            assert self.stage.spendable_twei(member) - before_twei == shown_twei

    def _agree(self, act: str, answered: Answer, refused: Refused | None, state: State) -> None:
        """Assert that the books refuse what the panel refuses, for the same reason."""
        said = answered.name if isinstance(answered, Refused) else ""
        assert said == (refused.name if refused else ""), (act, state)
        self.met[f"{act} {said}".strip()] += 1

    def _close_day(self) -> None:
        """Hold panels against closed books, then open the next day."""
        clock = self.stage.books.clock
        clock.time_ms += 86_400_000 - clock.time_ms % 86_400_000
        self.stage.done(CloseDay())
        for member in self.members:
            self.check(member, self.random.choice(self.articles))
        self.stage.books.tick()

    def _change_article(self) -> None:
        """Take an article back, or find that it repeats another."""
        article, other = self.random.sample(self.articles, 2)
        article_id = ArticleId(article.pk)
        if self.random.random() < 0.5:
            self.stage.books.do(FindRepeat(article_id, ArticleId(other.pk)))
        else:
            author = MemberId(article.author_id)
            self.stage.books.do(UndoArticle(author, article_id, "It was wrong"))


def offered_in(panel: Panel) -> set[str]:
    """Return the forms that the panel's template shows, beacons excepted."""
    html = render_to_string("reading/panel.html", {"panel": panel})
    return set(re.findall(r'action="/read/[^/"]+/(\w+)/"', html)) - {"beacon"}


@pytest.mark.parametrize("seed", range(3))
def test_a_panel_offers_what_the_books_accept_at_the_price_they_move(
    stage: Stage, seed: int
) -> None:
    panels = Panels(stage, seed)
    for _ in range(STEPS):
        panels.step()
    assert {"open", "plus", "done"} <= panels.met.keys()


def test_each_refusal_is_foretold_by_its_own_name(stage: Stage) -> None:
    panels = Panels(stage, 0)
    first, *others = panels.articles
    for kind in ("minus", "done"):
        panels.check(stage.poor, first, kind)
    for member in panels.members:
        panels.check(member, first, "plus")
    for article in others:
        panels.check(stage.reader, article, "plus")
        panels.check_list(stage.reader)
        panels.check(stage.critic, article, "minus")
    for article in panels.articles * 2:
        panels.check(stage.outsider, article, "")
    panels.check(stage.outsider, panels.articles[1], "minus")
    panels.check(stage.critic, first, "plus")
    assert panels.met.keys() == {
        *("open", "plus", "minus", "done"),
        *("open ALREADY_RATED", "open BANNED", "open OPENS_SPENT", "open OWN_ARTICLE"),
        *("open UNKNOWN_MEMBER", "plus PLUS_QUOTA_SPENT"),
        *("minus LEVEL_TOO_LOW", "minus FUNDS_SHORT"),
    }
