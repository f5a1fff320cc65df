"""The peer Tweipress: callers that give real acts to a teller in their own process."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from bench.bank.databases import Database
from bench.bank.driving import Timing, drive
from bench.bank.peers.peer import LIKES
from bench.bank.stage import START_MS, TIME_TO_READ_S, Stage
from tweipress.bank.teller.teller import Teller
from tweipress.core.acts.comments.like import Like
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act
from tweipress.core.units import MS_PER_S

SECTIONS = 3


@dataclass
class LeapingClock:
    """A clock that moves on by a Time to Read with every batch, so that readings need no wait."""

    time_ms: int = START_MS

    def now_ms(self) -> int:
        """Return the time, and go on."""
        self.time_ms += TIME_TO_READ_S * MS_PER_S
        return self.time_ms


class OurTeller:
    """A teller at the books, and callers beside it."""

    name = "Tweipress"

    def __init__(self, database: Database, stage: Stage, work: str) -> None:
        """Lead the books."""
        self._stage = stage
        self._numbers = count()
        self._do: Callable[[int], int] = self._like if work == LIKES else self._read
        self._teller = Teller(database.alias, LeapingClock())
        assert self._teller.lead(), "somebody else holds these books"

    def run(self, callers: int, seconds: float) -> Timing:
        """Do acts with `callers` callers for `seconds`."""
        return drive(self._do, self._numbers, callers, seconds)

    def close(self) -> None:
        """Close the books."""
        self._teller.stop()

    def _like(self, number: int) -> int:
        member, comment = self._stage.liked(number)
        self._accept(Like(MemberId(member), CommentId(comment)), f"like:{number}")
        return 1

    def _read(self, number: int) -> int:
        member, article = self._stage.read(number)
        session = f"{number:032x}"
        self._accept(
            Open(MemberId(member), ArticleId(article), SessionId(session)), f"open:{number}"
        )
        self._accept(Plus(MemberId(member), SessionId(session), SECTIONS), f"plus:{number}")
        return 2

    def _accept(self, act: Act, key: str) -> None:
        answer = self._teller.do(act, key)
        if isinstance(answer, Refused):
            raise RuntimeError(f"{act} was refused: {answer.figures}")
