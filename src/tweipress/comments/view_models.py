"""What the comment block shows, as frozen values; queries.py fills them. No reads here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tweipress.bank.queries import Settlement
from tweipress.comments.models import REASON_MAX, TEXT_MAX
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.people.queries import Card

NO_TRUST: Final = (
    "No reward: it counts the trust of those who liked the comment, less that of those who"
    " disliked it, and that came to too little."
)
DAY_SPENT: Final = "No reward: what the day had for comments was spent."


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a text that its writer still has was refused; the same names as a Refused's."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form for a comment, with a refused text if there is one."""

    key: str
    text: str = ""
    refused: Kept | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What writing and voting cost, in Twei, said before the click."""

    tariff: Tariff
    to_pot_twei: int
    to_pool_twei: int
    settlement_h: int
    text_max: int = TEXT_MAX
    reason_max: int = REASON_MAX


@dataclass(frozen=True, slots=True)
class Viewer:
    """What the member who looks may do here; a refusal is the reason why not."""

    member: int
    write: Refused | None
    like: Refused | None
    dislike: Refused | None
    hides: bool
    author: int
    """Of the article."""

    @property
    def is_author(self) -> bool:
        """Tell whether votes of this viewer's bring the article's author less than others do."""
        return self.member == self.author


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment on the page; `text` is empty when it is hidden.

    `outcome` tells its writer, and nobody else, what the settlement brought, or why it did not.
    """

    number: int
    writer: Card
    text: str
    at: date
    is_hidden: bool
    hidden_reason: str
    likes: int
    dislikes: int
    my_vote: str
    pot_twei: int
    is_settled: bool
    settles: datetime
    is_own: bool
    is_authors: bool
    outcome: str
    is_votable: bool
    like_key: str
    dislike_key: str

    @property
    def has_time(self) -> bool:
        """Tell whether the comment has an hour, not only a date, as imported ones do."""
        return isinstance(self.at, datetime)


@dataclass(frozen=True, slots=True)
class Thread:
    """What comments/block.html shows; `viewer` is None for a visitor, `form` when none is shown."""

    heading: str
    comments: tuple[Shown, ...]
    terms: Terms
    viewer: Viewer | None
    me: Card | None
    form: Form | None
    reasons: tuple[tuple[str, str], ...]
    write_url: str
    post_url: str

    @property
    def has_votes(self) -> bool:
        """Tell whether there is a comment on which this viewer has not voted and could."""
        return any(comment.is_votable for comment in self.comments)


@dataclass(frozen=True, slots=True)
class Listed:
    """A comment outside its thread, and the post it stands on."""

    comment: Shown
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Latest:
    """A page of the newest comments; `older_before` asks for the next one, 0: there is none."""

    rows: tuple[Listed, ...]
    older_before: int
    reason_max: int = REASON_MAX


def outcome(settlement: Settlement) -> str:
    """Return what a settlement brought the comment's writer, or why it brought nothing."""
    if settlement.reward_twei:
        return f"It earned you a reward of {settlement.reward_twei} Twei."
    return DAY_SPENT if settlement.earned_twei else NO_TRUST
