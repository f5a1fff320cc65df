"""The records of a review that an author asked for: its state, and the seats of its jury."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import CONSOLE, ArticleId, MemberId


class ReviewState(StrEnum):
    """What became of a review."""

    OPEN = "open"
    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"


class VerdictKind(StrEnum):
    """What a juror said; NONE not yet, LATE when the seat was lost by silence."""

    NONE = ""
    APPROVES = "approves"
    DENIES = "denies"
    LATE = "late"


class Handover(StrEnum):
    """Why no jury is drawn any more, and an editor has to decide; NONE while a jury can."""

    NONE = ""
    FEW = "few"
    SILENCE = "silence"


class Review(NamedTuple):
    """An author's last ask for a review of an article that is not published yet.

    `digest` (kept outside: the text), `time_to_read_s`, `words` and `sections` are what was asked
    about. `drawn` are the members who have had a seat since the ask; until `due_ms` those who sit
    can answer. `reason` is an editor's, empty when a jury decided. `vain` is
    how many of the author's reviews in a row had led to nothing at the last step of this one.
    `draws` counts the draws since the ask; `handed` says that an editor decides now, and why.
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
    state: ReviewState = ReviewState.OPEN
    drawn: tuple[MemberId, ...] = ()
    decided_by: MemberId = CONSOLE
    decided_ms: int = 0
    reason: str = ""
    vain: int = 0
    draws: int = 0
    handed: Handover = Handover.NONE

    @property
    def key(self) -> int:
        """Return the article: the last ask counts."""
        return self.article

    @property
    def is_open(self) -> bool:
        """Tell whether it waits for a decision."""
        return self.state is ReviewState.OPEN

    @property
    def has_jury(self) -> bool:
        """Tell whether jurors can still decide it."""
        return self.is_open and not self.handed

    @property
    def is_live(self) -> bool:
        """Tell whether it waits for a decision, or is approved and not published yet."""
        return self.state in {ReviewState.OPEN, ReviewState.APPROVED}


class Seat(NamedTuple):
    """A member's seat on the jury of an article's ask number `asks`."""

    article: ArticleId
    member: MemberId
    asks: int
    at_ms: int
    verdict: VerdictKind = VerdictKind.NONE
    reason: str = ""

    @property
    def key(self) -> tuple[int, int]:
        """Return article and member."""
        return (self.article, self.member)

    @property
    def is_answered(self) -> bool:
        """Tell whether the juror has said something, in time."""
        return self.verdict in {VerdictKind.APPROVES, VerdictKind.DENIES}
