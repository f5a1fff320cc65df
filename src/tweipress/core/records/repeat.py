"""The record that an article repeats another: it pays nobody until a person has said so."""

from enum import StrEnum
from typing import NamedTuple

from tweipress.core.ids import CONSOLE, ArticleId, MemberId


class RepeatState(StrEnum):
    """Whether an editor has said that the article may be paid."""

    WAITING = "waiting"
    CLEARED = "cleared"


class Repeat(NamedTuple):
    """Which article was found to be repeated, and what an editor said to it.

    `digest` names the text that was found, empty as long as it is the one that was published; once
    cleared, the text that the editor had read.
    """

    article: ArticleId
    of: ArticleId
    at_ms: int
    state: RepeatState = RepeatState.WAITING
    cleared_by: MemberId = CONSOLE
    cleared_ms: int = 0
    reason: str = ""
    digest: str = ""

    @property
    def is_waiting(self) -> bool:
        """Tell whether no editor has said yet that the article may be paid."""
        return self.state is RepeatState.WAITING

    @property
    def key(self) -> int:
        """Return the article: the last finding counts."""
        return self.article
