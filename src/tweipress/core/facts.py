"""The facts that rules read and change, one named tuple a kind; each names its own key.

A fact is never changed in place: a rule answers with its successor. Money is not a fact: balances
belong to accounts (chart.py), the twelve lines to pnl.py, and what ties members to each other, or
shuts them out, to ties.py, cases to cases.py, reviews to reviews.py.
"""

from typing import Final, NamedTuple

from tweipress.core.cases import Flag, Hold
from tweipress.core.pnl import Amounts
from tweipress.core.repeats import Repeat
from tweipress.core.reviews import Review, Seat
from tweipress.core.ties import Ban, Invitation, Night, Vouch

Key = int | str | tuple[int, int] | tuple[int, str]
WHOLE_POST: Final = 0
PLUS: Final = "plus"
MINUS: Final = "minus"
LIKE: Final = "like"
DISLIKE: Final = "dislike"


class Books(NamedTuple):
    """The one row about the books themselves; `day` is the open or the last one, empty at first.

    While a day closes, `returned_to` is the article up to which escrow was returned; else 0.
    """

    scenario: bool
    gates: bool
    day: str = ""
    day_number: int = -1
    is_open: bool = False
    tariff_hash: str = ""
    tariff_next: str = ""
    returned_to: int = 0

    @property
    def key(self) -> int:
        """Return the key: there is one."""
        return 0

    @property
    def closes(self) -> int:
        """Return how many days have been closed so far."""
        return self.day_number if self.is_open else self.day_number + 1


class Day(NamedTuple):
    """A day of the books: how many reviewed articles it saw and what the pool held at its close."""

    number: int
    date: str
    reviewed: int = 0
    pool_at_close_twei: int = -1

    @property
    def key(self) -> int:
        """Return the day's number."""
        return self.number


class TariffText(NamedTuple):
    """A tariff the books know, as canonical JSON, under its hash."""

    tariff_hash: str
    figures: str

    @property
    def key(self) -> str:
        """Return the tariff's hash."""
        return self.tariff_hash


class Member(NamedTuple):
    """A member's standing, and what was done on the day `counted_day`: other days' counts are 0.

    `flags` counts those that have their effect now.
    `level_fixed` and `trusted_fixed` hold in scenarios alone; everywhere else a level is earned.
    """

    member: int
    joined_ms: int
    level_fixed: int = 0
    trusted_fixed: bool = False
    trust: int = 0
    xp_reading: int = 0
    xp_trust: int = 0
    roles: str = ""
    banned: bool = False
    counted_day: int = -1
    opens: int = 0
    pluses: int = 0
    publishes: int = 0
    comments: int = 0
    likes: int = 0
    dislikes: int = 0
    xp_reading_today: int = 0
    xp_trust_today: int = 0
    flags: int = 0

    @property
    def key(self) -> int:
        """Return the member's number."""
        return self.member

    @property
    def is_held(self) -> bool:
        """Tell whether a flag has its effect on the member: what vests is out of reach."""
        return self.flags > 0

    def on_day(self, number: int) -> "Member":
        """Return the member with the counts of day `number`: fresh ones when it is a new day."""
        if self.counted_day == number:
            return self
        return self._replace(
            counted_day=number,
            opens=0,
            pluses=0,
            publishes=0,
            comments=0,
            likes=0,
            dislikes=0,
            xp_reading_today=0,
            xp_trust_today=0,
        )


class Article(NamedTuple):
    """An article as the books know it; what it says is the site's matter.

    `repeats` is the article that it repeats, as long as no person has said that it may be paid.
    """

    article: int
    author: int
    published_ms: int
    published_day: int
    time_to_read_s: int
    sections: int
    reviewed: bool
    undone: bool = False
    repeats: int = 0

    @property
    def key(self) -> int:
        """Return the article's number."""
        return self.article


class Lane(NamedTuple):
    """What an article's lane was given, and what readers and the author got from it."""

    article: int
    name: str
    given_twei: int
    readers_twei: int = 0
    author_twei: int = 0

    @property
    def key(self) -> tuple[int, str]:
        """Return article and lane name."""
        return (self.article, self.name)

    @property
    def paid_twei(self) -> int:
        """Return what readers and the author got from this lane."""
        return self.readers_twei + self.author_twei


class Session(NamedTuple):
    """A member's one reading session; when not `live` it is the last one, spent or ended."""

    member: int
    session: str
    article: int
    lane: str
    quote_twei: int
    opened_ms: int
    live: bool = True

    @property
    def key(self) -> int:
        """Return the member: one session each."""
        return self.member


class Reading(NamedTuple):
    """What a member did with an article: read it, and rated it `plus`, `minus` or not yet."""

    member: int
    article: int
    rating: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and article."""
        return (self.member, self.article)


class Comment(NamedTuple):
    """A comment as the books know it; `ended` is empty, `settled` or `removed`."""

    comment: int
    article: int
    writer: int
    at_ms: int
    ended: str = ""
    likes: int = 0
    dislikes: int = 0

    @property
    def key(self) -> int:
        """Return the comment's number."""
        return self.comment


class Vote(NamedTuple):
    """A member's one vote on a comment."""

    member: int
    comment: int
    writer: int
    kind: str
    at_ms: int
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and comment."""
        return (self.member, self.comment)


class Pnl(NamedTuple):
    """A member's twelve amounts on an article; member `WHOLE_POST` is the sum over all members."""

    article: int
    member: int
    amounts: Amounts = Amounts()

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)


class Report(NamedTuple):
    """A bought report: a dated, immutable copy of twelve amounts, its own price included."""

    report: str
    member: int
    article: int
    scope: str
    at_ms: int
    amounts: Amounts

    @property
    def key(self) -> str:
        """Return the report's number, chosen by who asked for it."""
        return self.report


Fact = (
    Books
    | Day
    | TariffText
    | Member
    | Invitation
    | Vouch
    | Ban
    | Night
    | Article
    | Lane
    | Session
    | Reading
    | Comment
    | Vote
    | Pnl
    | Report
    | Flag
    | Hold
    | Review
    | Seat
    | Repeat
)
