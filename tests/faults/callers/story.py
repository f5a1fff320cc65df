"""The callers' story: a seeded stream of real acts about the same members and comments."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.callers.found import CAST
from tweipress.core import roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.comments.comment import Comment
from tweipress.core.acts.comments.dislike import Dislike
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.acts.money.report import Report
from tweipress.core.acts.reading.done import Done
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, ReportId, SessionId
from tweipress.core.records.pnl import ReportScope
from tweipress.core.state.registry import Act, rule_of

REASONS = ("off_topic", "unkind")
LONG_S = 180
REUSED = 0.04


class Question(NamedTuple):
    """An act under a key; `is_reused` when the key was accepted for another act before."""

    act: Act
    key: str
    is_reused: bool = False


class Cast:
    """Who and what is there to act on."""

    def __init__(self, data: Path) -> None:
        told: dict[str, Any] = json.loads((data / CAST).read_text(encoding="utf-8"))
        self.members: list[int] = told["members"]
        self.poor: int = told["poor"]
        self.articles: list[int] = told["articles"]
        self.slugs: list[str] = told["slugs"]
        self.comments: list[int] = told["comments"]
        self.sessions = {int(member): session for member, session in told["sessions"].items()}


class Story:
    """One caller's questions; another caller with the same seed asks the same."""

    def __init__(self, cast: Cast, seed: str, first_number: int, *, by_web: bool = False) -> None:
        """Number what it publishes and comments from `first_number` on.

        `by_web` leaves what a signed-in member can ask of a page in one form.
        """
        self._cast = cast
        self._members = list(cast.sessions) if by_web else cast.members
        self._by_web = by_web
        self._luck = random.Random(seed)
        self._seed = seed
        self._next = first_number
        self._serial = 0
        self._asked: list[Question] = []
        self._reading: dict[int, str] = {}
        self._comments = list(cast.comments)
        self._articles = list(cast.articles)

    def questions(self) -> Iterator[Question]:
        """Yield questions for ever."""
        kinds = {self._report: 15, self._like: 25, self._dislike: 5}
        if not self._by_web:
            kinds |= {self._deposit: 10, self._open: 12, self._rate: 12}
            kinds |= {self._comment: 6, self._publish: 2, self._refused: 8}
        while True:
            if self._asked and not self._by_web and self._luck.random() < REUSED:
                yield self._reused()
                continue
            (make,) = self._luck.choices(list(kinds), list(kinds.values()))
            self._serial += 1
            question = Question(make(), f"{self._seed}.{self._serial}")
            self._asked.append(question)
            yield question

    def _member(self) -> int:
        return self._luck.choice(self._members)

    def _new(self) -> int:
        self._next += 1
        return self._next

    def _deposit(self) -> Act:
        to = self._luck.choice([0, *self._cast.members])
        return Deposit(MemberId(to), self._luck.randint(1, 9))

    def _report(self) -> Act:
        article = self._luck.choice(self._articles)
        scope = self._luck.choice(tuple(ReportScope))
        return Report(
            MemberId(self._member()),
            ArticleId(article),
            scope,
            ReportId(f"{self._seed}.{self._serial}"),
        )

    def _like(self) -> Act:
        return Like(MemberId(self._member()), CommentId(self._luck.choice(self._comments)))

    def _dislike(self) -> Act:
        comment = self._luck.choice(self._comments)
        return Dislike(MemberId(self._member()), CommentId(comment), self._luck.choice(REASONS))

    def _open(self) -> Act:
        member = self._member()
        self._reading[member] = f"{self._seed}.{self._serial}"
        return Open(
            MemberId(member),
            ArticleId(self._luck.choice(self._articles)),
            SessionId(self._reading[member]),
        )

    def _rate(self) -> Act:
        if not self._reading:
            return self._open()
        member = self._luck.choice(list(self._reading))
        kind = self._luck.choice((Plus, Plus, Minus, Done))
        return kind(MemberId(member), SessionId(self._reading.pop(member)))

    def _comment(self) -> Act:
        self._comments.append(self._new())
        return Comment(
            MemberId(self._member()),
            ArticleId(self._luck.choice(self._articles)),
            CommentId(self._comments[-1]),
        )

    def _publish(self) -> Act:
        self._articles.append(self._new())
        return Publish(MemberId(self._member()), ArticleId(self._articles[-1]), LONG_S, 700, 5)

    def _refused(self) -> Act:
        """Return an act that the rules refuse, whenever it is asked."""
        refused: list[Act] = [
            Report(
                MemberId(self._cast.poor),
                ArticleId(self._cast.articles[0]),
                ReportScope.MINE,
                ReportId("never"),
            ),
            Like(MemberId(self._member()), CommentId(10**9)),
            Deposit(MemberId(self._member()), 0),
            Plus(MemberId(self._member()), SessionId("no-such-session")),
            Role(MemberId(self._member()), roles.Role.OPERATOR, by=MemberId(self._cast.poor)),
        ]
        return self._luck.choice(refused)

    def _reused(self) -> Question:
        """Ask another act under a key that the same member used before."""
        before = self._luck.choice(self._asked)
        act = Report(
            rule_of(before.act).actor(before.act),
            ArticleId(self._cast.articles[0]),
            ReportScope.MINE,
            ReportId(f"other.{before.key}"),
        )
        return Question(act, before.key, is_reused=True)
