"""What the block of comments shows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from tweipress.bank.queries import Settlement
from tweipress.core.ids import CommentId
from tweipress.core.records.vote import VoteKind
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import CommentPrice, DislikePrice, LikeShares
from tweipress.core.state.outcome import Refused
from tweipress.people.queries import Card


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it would be shown; `html` is empty if it has no marks."""

    text: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Form:
    """The form for a comment, with a refused text if there is one."""

    key: str
    text: str = ""
    refused: Refused | None = None
    preview: Preview | None = None
    parent: int | None = None
    """The comment that it answers."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The comment that a reply answers, where it does not stand right above it."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Links from a block of many comments; an empty one is not offered."""

    sorts: tuple[tuple[str, str, bool], ...] = ()
    """Orders: the name, the link, and whether it is this one."""
    more: str = ""
    new: str = ""
    """Where the number of new comments is asked for."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment of the member's own that waits for a moderator, and the sentence about it."""

    number: CommentId
    text: str
    said: Refused


@dataclass(frozen=True, slots=True)
class Button:
    """An act that the page offers, the key of its form, and its price."""

    key: str
    price_twei: int


class Note(NamedTuple):
    """What a comment's writer added later, and when."""

    at: datetime
    text: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment on the page; `text` is empty when it is hidden.

    Only the comment's writer gets `settlement`. A button is None when the act is not offered.
    """

    number: CommentId
    writer: Card
    text: str
    html: SafeString
    """The text with its marks rendered, empty if it has none."""
    at: date
    has_time: bool
    is_hidden: bool
    hidden_reason: str
    is_muted: bool
    likes: int
    dislikes: int
    my_vote: VoteKind | None
    fund_twei: int
    is_settled: bool
    settles: datetime
    is_own: bool
    is_authors: bool
    settlement: Settlement | None
    like: Button | None
    dislike: Button | None
    is_removable: bool
    is_reportable: bool = False
    is_provisional: bool = False
    answers: Answered | None = None
    replies: tuple["Shown", ...] = ()
    more_url: str = ""
    """Where the rest of its thread is, if it is not all here."""
    edited_at: datetime | None = None
    is_changed: bool = False
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for one member on all comments of an article: a refusal is the reason why not."""

    like: Refused | None
    dislike: Refused | None
    write: Refused | None
    has_votes: bool
    """Whether a vote on any comment is offered."""

    @property
    def is_voting_known(self) -> bool:
        """Tell whether the comments asked about say if the member can vote on any other."""
        return bool(self.has_votes or self.like or self.dislike)

    @property
    def mark(self) -> str:
        """Return a text that differs whenever the block around the comments may look different."""
        reasons = {"like": self.like, "dislike": self.dislike, "comment": self.write}
        words = [
            ":".join([act, *([why.name, *map(str, why.figures.values())] if why else [])])
            for act, why in reasons.items()
        ]
        return " ".join([*words, "votes"] if self.has_votes else words)


@dataclass(frozen=True, slots=True)
class Terms:
    """What writing and voting cost, said before the click."""

    comment: CommentPrice
    like: LikeShares
    dislike: DislikePrice
    fine_twei: int
    settlement_s: int
    text_max: int
    reason_max: int


@dataclass(frozen=True, slots=True)
class Thread:
    """What comments/block.html shows.

    `standing` and `me` are None for a visitor, `form` when none is shown.
    """

    comments: tuple[Shown, ...]
    terms: Terms
    standing: Standing | None
    level: int
    """The level from which comments are open, for a visitor."""
    is_author: bool
    me: Card | None
    form: Form | None
    reasons: tuple[tuple[str, str | Promise], ...]
    write_url: str
    post_url: str
    message: str = ""
    """What the rules of the place say above the box."""
    closed: Refused | None = None
    waiting: tuple[Waiting, ...] = ()
    count: int = 0
    """How many comments the article has, shown or not."""
    ways: Ways = Ways()

    @property
    def may_reply(self) -> bool:
        """Tell whether the member can write a comment here."""
        return self.standing is not None and not self.standing.write

    @property
    def needed_level(self) -> int | str:
        """Return the level that is needed to comment, 0 if it is not the level that is missing."""
        if self.standing is None:
            return self.level
        why = self.standing.write
        return why.figures["needed_level"] if why and why.reason is Refusal.LEVEL_TOO_LOW else 0
