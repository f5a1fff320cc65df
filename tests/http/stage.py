"""The cast on a site with real books: members, an article of the author's, and reading it."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tweipress.articles.models import Article
from tweipress.bank import Receipt, queries
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import CONSOLE, ArticleId, MemberId, SessionId
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.people.actions.members import join
from tweipress.people.models import Member

TIME_TO_READ_S = 60
PARTS = 3


@dataclass
class Stage:
    """Who is there; everybody is joined, and `article` is published."""

    books: Any
    cast: dict[str, Member] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Member:
        """Return a member of the cast by name."""
        try:
            member: Member = self.__dict__["cast"][name]
        except KeyError:
            raise AttributeError(name) from None
        return member

    def enter(self, name: str, twei: int = 0, role: str = "") -> Member:
        """Bring in a member with some available Twei and perhaps a role."""
        member = Member.objects.create(email=f"{name}@example.org", name=name)
        assert isinstance(join(member), Receipt)
        if twei:
            self.done(Deposit(to=MemberId(member.pk), amount_twei=twei))
        if role:
            self.done(Role(member=MemberId(member.pk), role=roles.Role(role)))
        self.cast[name] = member
        return member

    def done(self, act: Act) -> Receipt:
        """Do an act that the books have to accept."""
        answered = self.books.do(act)
        assert isinstance(answered, Receipt), answered
        return answered

    def publish(self, author: Member, slug: str, importer: MemberId = CONSOLE) -> Article:
        """Publish an article of three parts."""
        article = Article.objects.create(author=author, slug=slug, title=slug.title(), parts=PARTS)
        act = Publish(
            member=MemberId(author.pk),
            article=ArticleId(article.pk),
            time_to_read_s=TIME_TO_READ_S,
            words=238,
            sections=PARTS,
            importer=importer,
        )
        article.posting_seq = self.done(act).seq
        article.save()
        return article

    def read(self, member: Member, article: Article) -> None:
        """Let a member read an article and finish without a rating."""
        session = secrets.token_urlsafe()
        self.done(
            Open(
                member=MemberId(member.pk),
                article=ArticleId(article.pk),
                session=SessionId(session),
            )
        )
        self.books.clock.advance(TIME_TO_READ_S)
        self.done(
            Done(member=MemberId(member.pk), session=SessionId(session), sections=PARTS, digest="d")
        )

    def publish_and_read(self) -> Article:
        """Publish an article of the author's, and let all but the outsider read it."""
        article = self.publish(self.author, "bees")
        for name in ("commenter", "critic", "reader", "moderator"):
            self.read(self.cast[name], article)
        return article

    def spendable_twei(self, member: Member) -> int:
        """Return what a member can spend."""
        standing = queries.standing(MemberId(member.pk))
        assert standing is not None
        return standing.spendable_twei

    def seq(self) -> int:
        """Return how many postings the books have: unchanged means that nothing moved."""
        return queries.books_overview().postings


def commented(answered: Receipt | Refused) -> Receipt:
    """Return the receipt of what must have been accepted."""
    assert isinstance(answered, Receipt), answered
    return answered


def set_stage(books: Any) -> Stage:
    """Return the stage with the cast that comments and reports need."""
    stage = Stage(books)
    stage.enter("author", 500, roles.Role.CONTRIBUTOR)
    stage.enter("commenter", 200, roles.Role.CONTRIBUTOR)
    stage.enter("critic", 200, roles.Role.CONTRIBUTOR)
    stage.enter("reader", 100)
    stage.enter("moderator", 100, "moderator")
    stage.enter("outsider", 100)
    return stage


def id_of(member: Member) -> MemberId:
    """Return a member's id."""
    return MemberId(member.pk)


def signed_in(member: Member) -> Client:
    """Return a browser in which a member is signed in."""
    client = Client()
    client.force_login(member)
    return client
