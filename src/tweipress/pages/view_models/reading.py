"""The view model of the blocks Read-to-Earn opportunity and rating."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from tweipress.bank.queries import Unpaid
from tweipress.core.records.reading import Rating
from tweipress.core.state.outcome import Refused
from tweipress.core.units import S_PER_MIN, whole_s
from tweipress.http.puzzles import Puzzle
from tweipress.language.figures import number
from tweipress.reading.queries.courses import Course


class State(StrEnum):
    """What a reader can do with the panel.

    OUTSIDE: the books do not know the member yet. CLOSED: reading cannot be started. ELSEWHERE: a
    session on another article lives.
    """

    VISITOR = "visitor"
    OUTSIDE = "outside"
    CLOSED = "closed"
    READY = "ready"
    ELSEWHERE = "elsewhere"
    READING = "reading"
    RATED = "rated"


@dataclass(frozen=True, slots=True)
class Keys:
    """Fresh keys for the panel's forms, so that a double click moves nothing twice."""

    open: str
    plus: str
    minus: str
    done: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other article that the member is reading for Twei."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel for one reader at one moment.

    `quote_twei` is what a Plus would earn; `unpaid` is why a Plus that is possible earns nothing.
    `start_refused` is why reading cannot be started; the other refusals are the ratings' own, for
    a rating at the earliest moment at which reading can be proven. `course` is the live session on
    this article. `puzzle` is what the form to start asks of the browser.
    """

    slug: str
    post_path: str
    state: State
    time_to_read_s: int
    date: date | None
    quote_twei: int
    minus_twei: int
    earned_twei: int
    rating: Rating
    has_read: bool
    unpaid: Unpaid | None
    start_refused: Refused | None
    plus_refused: Refused | None
    minus_refused: Refused | None
    done_refused: Refused | None
    elsewhere: Elsewhere | None
    course: Course | None
    puzzle: Puzzle | None
    keys: Keys

    @property
    def why_nothing(self) -> Refused | Unpaid | None:
        """Return why the reader can earn nothing here now, None when something can be earned."""
        return self.start_refused or self.plus_refused or self.unpaid

    @property
    def time_to_read(self) -> str:
        """Return the Time to Read in minutes and seconds: `1:16 min`."""
        minutes, seconds = divmod(self.time_to_read_s, S_PER_MIN)
        return _("{minutes}:{seconds:02} min").format(minutes=minutes, seconds=seconds)

    @property
    def line(self) -> str:
        """Return the live line as it is now; empty when nothing is being read."""
        if self.course is None:
            return ""
        if self.course.is_complete:
            return self.line_done
        progress = self.course.progress
        left_s = whole_s(progress.left_ms)
        going = self.line_going.replace("{percent}", str(progress.percent))
        return going.replace("{left}", str(left_s))

    @property
    def line_going(self) -> str:
        """Return the live line, in which {percent} and {left} (seconds) are still to be filled."""
        if not self.quote_twei:
            return _("{percent} % read, {left} s to go")
        going = _("{percent} % read, {left} s to go, then {twei} Twei")
        return going.replace("{twei}", number(self.quote_twei))

    @property
    def line_done(self) -> str:
        """Return the live line at the end."""
        if not self.quote_twei:
            return _("100 % read: all of it")
        return _("100 % read: a Plus now earns {twei} Twei").format(twei=number(self.quote_twei))

    @property
    def is_provable(self) -> bool:
        """Tell whether parts can be proven now, or as soon as reading is started."""
        return self.state in {State.READING, State.READY}

    @property
    def starts_by_itself(self) -> bool:
        """Tell whether the page's script may start reading unasked: a first read that can pay."""
        return self.state is State.READY and not self.has_read and self.unpaid is not Unpaid.REPEATS
