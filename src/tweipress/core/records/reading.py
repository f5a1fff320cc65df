"""The records of reading: a member's reading session, and what was read and rated."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.chart import LaneName
from tweipress.core.ids import ArticleId, MemberId, SessionId


class Rating(StrEnum):
    """How a reader rated an article; NONE as long as they have not."""

    NONE = ""
    PLUS = "plus"
    MINUS = "minus"


class Session(NamedTuple):
    """A member's one reading session; when not `live` it is the last one, spent or ended."""

    member: MemberId
    session: SessionId
    article: ArticleId
    lane: LaneName
    quote_twei: int
    opened_ms: int
    live: bool = True

    @property
    def key(self) -> int:
        """Return the member: one session each."""
        return self.member


class Reading(NamedTuple):
    """What a member did with an article: read it, and perhaps rated it."""

    member: MemberId
    article: ArticleId
    rating: Rating = Rating.NONE

    @property
    def key(self) -> tuple[int, int]:
        """Return member and article."""
        return (self.member, self.article)
