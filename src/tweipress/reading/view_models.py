"""What the Read-to-Earn panel shows, as one frozen value; queries.py fills it. No reads here."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tweipress.core.rules.reading import MS_PER_S, SECONDS_PER_MIN
from tweipress.reading.proof import Progress


@dataclass(frozen=True, slots=True)
class Keys:
    """Fresh keys for the panel's forms, so that a double click moves nothing twice."""

    open: str
    plus: str
    minus: str
    done: str


class Why(NamedTuple):
    """Why something is not possible or pays nothing: a name, and the sentence for the reader."""

    name: str
    sentence: str


class Elsewhere(NamedTuple):
    """The other article that the member is reading for Twei."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Course:
    """A live session on this article: the newest token known here, and how far it has come."""

    session: str
    token: str
    next_index: int
    sections: int
    total_ms: int
    life_s: int
    progress: Progress

    @property
    def is_complete(self) -> bool:
        """Tell whether every section is proven."""
        return self.next_index > self.sections


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything of the blocks Read-to-Earn opportunity and rating, for one reader and moment.

    `state` is one of visitor, outside (not in the books), own, rated, closed (nothing to start:
    `why`), ready, elsewhere (reading another article), reading (then `course` is set).
    `quote_twei` is what a Plus would earn; `why` says why that is 0. `plus_why` and `minus_why` say
    why that rating cannot be given. What needs no explanation is None.
    """

    slug: str
    post_path: str
    state: str
    time_to_read_s: int
    date: date | None
    quote_twei: int
    why: Why | None
    earned_twei: int
    rating: str
    has_read: bool
    minus_twei: int
    plus_why: Why | None
    minus_why: Why | None
    elsewhere: Elsewhere | None
    course: Course | None
    keys: Keys

    @property
    def time_to_read(self) -> str:
        """Return the Time to Read as minutes and seconds."""
        minutes, seconds = divmod(self.time_to_read_s, SECONDS_PER_MIN)
        return f"{minutes}:{seconds:02} min"

    @property
    def line(self) -> str:
        """Return the live line as it is now; empty when nothing is being read."""
        if self.course is None:
            return ""
        if self.course.is_complete:
            return self.line_done
        progress = self.course.progress
        left_s = -(-progress.left_ms // MS_PER_S)
        going = self.line_going.replace("{percent}", str(progress.percent))
        return going.replace("{left}", str(left_s))

    @property
    def line_going(self) -> str:
        """Return the live line with {percent} and {left}, in seconds, to fill in."""
        then = f", then {self.quote_twei} Twei" if self.quote_twei else ""
        return "{percent} % read, {left} s to go" + then

    @property
    def line_done(self) -> str:
        """Return the live line at the end."""
        worth = f"a Plus now earns {self.quote_twei} Twei" if self.quote_twei else "all of it"
        return f"100 % read: {worth}"

    @property
    def is_provable(self) -> bool:
        """Tell whether sections can be marked as read now: a session on this article lives."""
        return self.course is not None

    @property
    def starts_by_itself(self) -> bool:
        """Tell whether the page's script may start reading without being asked: a first read."""
        return self.state == "ready" and not self.has_read
