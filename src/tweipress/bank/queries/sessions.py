"""Reading sessions counted from the journal: by member for the rules, by article for its authors.

The journal has every start and every end, so nothing more is kept about anybody.
"""

from typing import Final, NamedTuple

from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.books import Day
from tweipress.core.rules.days import midnight_after_ms
from tweipress.core.units import MS_PER_DAY

COUNTED: Final = (
    "SELECT member, count(*) FILTER (WHERE act = 'open') AS opened,"
    " count(*) FILTER (WHERE act <> 'open') AS finished FROM bank_posting"
    " WHERE seq > %s AND seq <= %s AND act IN ('open', 'plus', 'minus', 'done')"
    " GROUP BY member HAVING count(*) FILTER (WHERE act = 'open') >= %s ORDER BY member"
)
READERS: Final = (
    "SELECT cohort, ended, count(*) FROM (SELECT CASE WHEN m.flags > 0 THEN 'flagged'"
    " WHEN min(p.at_ms) - m.joined_ms < %s THEN 'new' ELSE 'regular' END AS cohort,"
    " max(CASE WHEN p.act = 'open' THEN 0 ELSE 1 END) AS ended"
    " FROM bank_posting p JOIN bank_member m ON m.member = p.member"
    " WHERE p.article = %s AND p.act IN ('open', 'plus', 'minus', 'done') AND p.at_ms < %s"
    " GROUP BY p.member, m.flags, m.joined_ms) AS v GROUP BY cohort, ended"
)
"""The acts are those of the index bank_posting_readings in its order: SQLite asks for that."""


class SessionWindow(NamedTuple):
    """Closed days that are looked at together: their number, and the first and the last (ISO)."""

    number: int
    first_day: str
    last_day: str


class SessionCount(NamedTuple):
    """How many sessions a member opened in a window, and how many were rated or done."""

    member: MemberId
    opened: int
    finished: int


class ReaderCount(NamedTuple):
    """How many members of a cohort read an article to its end, or opened it and did not."""

    cohort: str
    ended: bool
    readers: int


def session_window(days: int) -> SessionWindow | None:
    """Return the last whole window of so many closed days; windows do not overlap."""
    world = current_world()
    number = world.books.closes // days - 1
    first = world.get(Day, number * days)
    last = world.get(Day, number * days + days - 1)
    return SessionWindow(number, first.date, last.date) if first and last else None


def count_sessions(window: SessionWindow, opened_min: int) -> list[SessionCount]:
    """Return the members who opened that many sessions in a window or more, with both counts."""
    connection = Connection(is_own=False)
    since_ms = midnight_after_ms(window.first_day) - MS_PER_DAY
    until_ms = midnight_after_ms(window.last_day)
    seqs = (selections.seq_before(connection, at_ms) for at_ms in (since_ms, until_ms))
    return [SessionCount(*row) for row in connection.rows(COUNTED, (*seqs, opened_min))]


def count_readers(article: ArticleId, until_ms: int, new_ms: int) -> list[ReaderCount]:
    """Return how many members had read an article before a time, each member once.

    Flagged are those with a flag that has its effect now; new, those who opened the article for the
    first time within `new_ms` of joining; the others are regular.
    """
    rows = Connection(is_own=False).rows(READERS, (new_ms, article, until_ms))
    return [ReaderCount(str(cohort), bool(ended), int(readers)) for cohort, ended, readers in rows]
