"""What the cast can do, each deed through the actions that the site's pages use.

Readings alone skip the page: their proof over HTTP is not what a demo shows. When each deed
happens is the story's matter.
"""

import secrets
from typing import Final

from tweipress import bank
from tweipress.articles import actions as articles
from tweipress.articles import queries as newsstand
from tweipress.articles.filing import actions as filing
from tweipress.articles.staging import actions as staging
from tweipress.bank import queries as books
from tweipress.bank.clock import now_ms
from tweipress.comments import actions as comments
from tweipress.comments import queries as threads
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.refusals import Refusal
from tweipress.core.rules import levels
from tweipress.core.state.outcome import Refused
from tweipress.demo.cast import Person, Text
from tweipress.demo.cast import people as cast
from tweipress.demo.illustrating import sections_of
from tweipress.http.request_keys import fresh_key
from tweipress.language.refusals import sentence
from tweipress.moderation import actions as flags
from tweipress.pages.actions.reviews import ask as ask_review
from tweipress.people import queries as people
from tweipress.people.actions import console, members, vouches
from tweipress.pnl import actions as reports
from tweipress.reading.actions import RATINGS
from tweipress.reviews import actions as reviews

EVERY: Final = 100_000
NOTE: Final = "Demo: Twei to start with"
POOL_TWEI: Final = 1_000_000
POOL_NOTE: Final = "Demo: the reward pool"
EDITOR, OTHER_EDITOR = "Tomas", "Ondine"
WELL_SOURCED: Final = "True, and its sources are named."
FROM_ARCHIVE: Final = "From our own archive, and marked as such."
ARCHIVE_NOTE: Final = "Demo: to publish from the archive"
NOT_TODAY: Final = {Refusal.LEVEL_TOO_LOW, Refusal.LIKES_SPENT}


class StoryStoppedError(RuntimeError):
    """A deed of the story was refused."""


class Stage:
    """The members of the cast and their articles by title, as far as they are there yet."""

    def __init__(self) -> None:
        known = ((person.name, people.by_name(person.name)) for person in cast())
        self.members = {name: member for name, member in known if member is not None}
        self.articles = {
            article.title: article for article in reversed(newsstand.front_page(limit=EVERY))
        }
        self._sessions: dict[str, str] = {}

    def fill_pool(self) -> None:
        """Give the pool what it starts with."""
        accepted(console.issue(None, POOL_TWEI, POOL_NOTE))

    def join(self, person: Person) -> None:
        """Let one of the cast sign up, with roles and Twei from the operator's console."""
        member = members.register(person.email, person.name)
        accepted(members.ensure_joined(member))
        members.set_profile(member, person.bio)
        self.members[person.name] = member
        for role in person.roles:
            accepted(console.change_role(member, role, granted=True))
        if person.twei:
            accepted(console.issue(member, person.twei, NOTE))

    def open_door(self, password: str) -> None:
        """Let everybody sign in with one password."""
        members.share_password(self.members.values(), password)

    def grade(self, nights: int) -> None:
        """Give the cast trust, and XP towards their levels so that `nights` such nights suffice."""
        tariff = books.tariff()
        marks = []
        for person in cast():
            member = self.members.get(person.name)
            standing = books.standing(MemberId(member.pk)) if member else None
            if standing is None:
                continue
            lacking = max(0, levels.xp_for(person.level, tariff) - standing.xp)
            xp = min(tariff.xp_trust_day_max, -(-lacking // nights))
            if xp or standing.trust != person.trust:
                marks.append((standing.member, person.trust, xp))
        if marks:
            accepted(bank.do(Grade(tuple(marks)), key=f"demo:grade:{now_ms()}"))

    def publish(self, text: Text, title: str, reviewed: bool) -> None:
        """Let a text's author publish it under a title, after a review if it is to be reviewed."""
        author = self.members[text.author]
        number = MemberId(author.pk)
        sections = sections_of(text, number)
        article = articles.save_draft(number, {**text.data, "title": title, "sections": sections})
        is_old = newsstand.would_repeat(article) is not None
        if reviewed or is_old:
            accepted(ask_review(number, article, fresh_key()))
            editor = EDITOR if text.author != EDITOR else OTHER_EDITOR
            judge, about = MemberId(self.members[editor].pk), ArticleId(article.pk)
            why = FROM_ARCHIVE if is_old else WELL_SOURCED
            accepted(reviews.judge(judge, about, why, fresh_key(), approves=True))
        accepted(articles.publish(article))
        filed = filing.Filed(article.language, filing.typed(", ".join(text.tags)), "", None)
        accepted(filing.file(article, filed))
        self.articles[title] = article

    def correct(self, text: Text, notice: str) -> None:
        """Let an author give an article its right text, and tell readers what was wrong."""
        article, author = self.articles[text.title], self._number(text.author)
        accepted(articles.edit(author, article, text.data))
        accepted(staging.tell(author, article, "correction", notice))

    def fund(self, author: str) -> None:
        """Give an author what a reviewed article takes, if they have too little left for one."""
        tariff, member = books.tariff(), self.members[author]
        needed_twei = tariff.publish_twei + tariff.review_bond_twei
        standing = books.standing(MemberId(member.pk))
        if standing is not None and standing.available_twei < needed_twei:
            accepted(console.issue(member, needed_twei, ARCHIVE_NOTE))

    def open(self, who: str, title: str) -> None:
        """Start reading."""
        self._sessions[who] = secrets.token_urlsafe()
        member, article = self.members[who].pk, self.articles[title].pk
        accepted(
            bank.do(
                Open(MemberId(member), ArticleId(article), SessionId(self._sessions[who])),
                key=fresh_key(),
            )
        )

    def rate(self, who: str, title: str, kind: str) -> None:
        """Finish reading with `plus`, `minus` or `done`."""
        parts = self.articles[title].parts
        act = RATINGS[kind](
            MemberId(self.members[who].pk), SessionId(self._sessions.pop(who)), parts
        )
        accepted(bank.do(act, key=fresh_key()))

    def comment(self, who: str, title: str, text: str) -> None:
        """Write a comment."""
        accepted(comments.write(self._member(who), self._article(title), text, fresh_key()))

    def like(self, who: str, title: str, index: int) -> None:
        """Like the comment at an index, unless the member's level or quota forbids it today."""
        liked = comments.like(self._member(who), self._comment(title, index), fresh_key())
        if not (isinstance(liked, Refused) and liked.reason in NOT_TODAY):
            accepted(liked)

    def dislike(self, who: str, title: str, index: int, reason: str) -> None:
        """Dislike the comment at an index for a reason."""
        number = self._comment(title, index)
        accepted(comments.dislike(self._member(who), number, reason, fresh_key()))

    def hide(self, who: str, title: str, index: int, reason: str) -> None:
        """Let a moderator hide the comment at an index."""
        accepted(comments.hide(self._member(who), self._comment(title, index), reason))

    def _number(self, who: str) -> MemberId:
        return MemberId(self.members[who].pk)

    def vouch(self, who: str, other: str) -> None:
        """Vouch for another of the cast."""
        accepted(vouches.vouch(self._number(who), self._number(other), fresh_key()))

    def flag(self, who: str, whom: str, note: str) -> None:
        """Let a moderator flag a member for what is written down."""
        moderator, member = self._number(who), self._number(whom)
        accepted(flags.flag_by_hand(moderator, member, note, fresh_key()))

    def report(self, who: str, title: str, scope: str) -> None:
        """Buy a report."""
        accepted(reports.buy(self._member(who), self._article(title), scope, fresh_key()))

    def _member(self, who: str) -> MemberId:
        return MemberId(self.members[who].pk)

    def _article(self, title: str) -> ArticleId:
        return ArticleId(self.articles[title].pk)

    def _comment(self, title: str, index: int) -> CommentId:
        return threads.public_on(self._article(title))[index].number


def accepted(answer: bank.Answer | None) -> None:
    """Stop the story at a refusal."""
    if isinstance(answer, Refused):
        raise StoryStoppedError(f"{answer.name}: {sentence(answer)}")
