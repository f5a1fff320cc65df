"""A case as its member and the desk see it: plain values, made by queries.py."""

from dataclasses import dataclass
from datetime import datetime

from tweipress.people.queries import Card


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings that a rule looked at; `url` is empty when the article is gone."""

    title: str
    url: str
    at: datetime
    took_s: int
    time_to_read_s: int
    words: int


@dataclass(frozen=True, slots=True)
class Held:
    """What was taken out of the member's vesting, why, and what becomes of it when."""

    amount_twei: int
    reason: str
    since: datetime
    until: datetime
    is_live: bool
    is_clawed: bool


@dataclass(frozen=True, slots=True)
class Bond:
    """The bond of an article of the member's that was taken back: what can be held for fraud."""

    article: int
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as its member sees it, and the desk; times in UTC, None for what has not happened.

    `key` is for the form that this viewer may use.
    """

    number: int
    member: Card
    reason: str
    why: str
    rule: str
    version: int
    on_trial: bool
    by_hand: bool
    since: datetime
    figures: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    note: str
    is_standing: bool
    state: str
    words: str
    decided: datetime | None
    appeal: str
    answer: str
    appeal_text: str
    hold_appeal_text: str
    can_object: bool
    appealed: datetime | None
    answer_due: datetime | None
    is_late: bool
    held: Held | None
    bonds: tuple[Bond, ...]
    key: str

    @property
    def can_appeal(self) -> bool:
        """Tell whether the member may still object."""
        return self.is_standing and not self.on_trial and self.can_object

    @property
    def can_hold(self) -> bool:
        """Tell whether nothing was ever held under it, and something may be."""
        return self.is_standing and not self.on_trial and self.held is None

    @property
    def can_release(self) -> bool:
        """Tell whether something is held under it now."""
        return self.is_standing and self.held is not None and self.held.is_live
