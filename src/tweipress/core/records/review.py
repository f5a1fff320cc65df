"""The facts of a review that an author has asked for: how it stands, and who sits on its jury."""

from typing import Final, NamedTuple

from tweipress.core.ids import CONSOLE, ArticleId, MemberId

OPEN: Final = "open"
APPROVED: Final = "approved"
DENIED: Final = "denied"
WITHDRAWN: Final = "withdrawn"
PUBLISHED: Final = "published"

APPROVES: Final = "approves"
DENIES: Final = "denies"
LATE: Final = "late"


class Review(NamedTuple):
    """An author's last ask for a review of an article that is not published yet.

    `digest` (kept outside: the text), `time_to_read_s`, `words` and `sections` are what was asked
    about. `drawn` are the members who have had a seat since the ask, separated by spaces; until
    `due_ms` those who sit can answer. `reason` is an editor's, empty when a jury decided. `vain` is
    how many of the author's reviews in a row had led to nothing at the last step of this one.
    """

    article: ArticleId
    author: MemberId
    digest: str
    time_to_read_s: int
    words: int
    sections: int
    at_ms: int
    due_ms: int
    asks: int = 1
    state: str = OPEN
    drawn: str = ""
    decided_by: MemberId = CONSOLE
    decided_ms: int = 0
    reason: str = ""
    vain: int = 0

    @property
    def key(self) -> int:
        """Return the article: the last ask counts."""
        return self.article

    @property
    def is_live(self) -> bool:
        """Tell whether it waits for a decision, or is approved and not published yet."""
        return self.state in {OPEN, APPROVED}


class Seat(NamedTuple):
    """A member's seat on the jury of an article's ask number `asks`.

    `verdict` is empty, APPROVES, DENIES, or LATE when the seat was lost by silence.
    """

    article: ArticleId
    member: MemberId
    asks: int
    at_ms: int
    verdict: str = ""
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)
