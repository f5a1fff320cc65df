"""The records of reading: a member's reading session, and what was read and rated."""

from typing import Final, NamedTuple

from tweipress.core.ids import ArticleId, MemberId, SessionId

PLUS: Final = "plus"
MINUS: Final = "minus"


class Session(NamedTuple):
    """A member's one reading session; when not `live` it is the last one, spent or ended."""

    member: MemberId
    session: SessionId
    article: ArticleId
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

    member: MemberId
    article: ArticleId
    rating: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return member and article."""
        return (self.member, self.article)
