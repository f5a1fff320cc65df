"""What SQL selects by a rule: records that are due, and records that wait for somebody.

Each selection is defined once, by a predicate of the core that its comment names. SQL says the same
only to find the rows by an index; tests of tests/bank/storage hold the two together.
"""

from collections.abc import Collection, Sequence
from typing import Any, Final

from tweipress.bank.storage.connection import Connection, Row
from tweipress.core.ids import ArticleId, CommentId, FlagId, MemberId, SessionId
from tweipress.core.money import BPS, MAX_TWEI
from tweipress.core.records.proposal import Power
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S

LAST_POSTING: Final = "SELECT seq FROM bank_head"
POSTED: Final = "SELECT at_ms FROM bank_posting WHERE seq = %s"
JURORS: Final = (
    "SELECT member FROM bank_member WHERE (xp_trust > 0 OR level_fixed > 0)"
    " AND NOT banned AND flags = 0"
    " AND (level_fixed >= %s OR (level_fixed = 0 AND xp_reading + xp_trust >= %s)) ORDER BY member"
)
"""The rule: `Member.can_be_drawn` in core.records.member."""
ESCROWED: Final = (
    "SELECT DISTINCT article FROM bank_account WHERE article > 0 AND is_funded"
    " AND article > %s AND article <= %s ORDER BY article LIMIT %s"
)
"""Whatever lies in accounts of which `chart.article_of` names the article."""
MATURED: Final = (
    "SELECT day, owner FROM bank_account WHERE kind = 'vesting' AND is_funded"
    " AND day <= %s AND (day, owner) > (%s, %s)"
    " AND NOT EXISTS (SELECT 1 FROM bank_member m WHERE m.member = owner AND m.flags > 0)"
    " ORDER BY day, owner LIMIT %s"
)
"""The rule: `can_mature` in core.acts.calendar.mature."""
WITH_MATURED: Final = (
    "SELECT DISTINCT owner FROM bank_account WHERE kind = 'vesting' AND is_funded"
    " AND day <= %s AND owner NOT IN (SELECT member FROM bank_member WHERE flags > 0)"
    " ORDER BY owner"
)
"""The same, by member."""
TO_SETTLE: Final = (
    "SELECT comment FROM bank_comment WHERE ended = '' AND at_ms <= %s ORDER BY at_ms LIMIT %s"
)
"""The rule: `is_due` in core.acts.comments.settle."""
TO_CLAW_BACK: Final = (
    "SELECT h.flag FROM bank_hold h JOIN bank_flag f ON f.flag = h.flag"
    " WHERE h.state = 'live' AND h.at_ms <= %s AND f.appeal <> 'open' ORDER BY h.at_ms LIMIT %s"
)
"""The rule: `is_due` in core.acts.cases.claw_back."""
EXPIRED: Final = (
    "SELECT s.member, s.session FROM bank_session s JOIN bank_article a ON a.article = s.article"
    " WHERE s.live AND s.opened_ms < %s AND (%s - s.opened_ms) * %s > a.time_to_read_s * %s"
    " ORDER BY s.opened_ms LIMIT %s"
)
"""The rule: `is_expired` in core.rules.reading."""
TO_DRAW: Final = (
    "SELECT article FROM bank_review WHERE state = 'open' AND handed = '' AND due_ms <= %s"
    " ORDER BY due_ms LIMIT %s"
)
"""The rule: `is_due` in core.acts.reviews.draw_jury."""
APPEALED_FLAGS: Final = (
    "SELECT flag FROM bank_flag WHERE state IN ('open', 'upheld') AND appeal = 'open'"
    " ORDER BY answer_due_ms, flag LIMIT %s"
)
"""The rule: `Flag.is_standing` in core.records.case."""
OTHER_STANDING_FLAGS: Final = (
    "SELECT flag FROM bank_flag WHERE state IN ('open', 'upheld') AND appeal <> 'open'"
    " ORDER BY shadow, flag LIMIT %s"
)
CLOSED_FLAGS: Final = (
    "SELECT flag FROM bank_flag WHERE state IN ('lifted', 'ended') AND (%s = 0 OR flag < %s)"
    " ORDER BY flag DESC LIMIT %s"
)
LIVE_REVIEWS: Final = "SELECT article, state FROM bank_review WHERE state IN ('open', 'approved')"
OPEN_REVIEWS: Final = (
    "SELECT article FROM bank_review WHERE state = 'open' ORDER BY at_ms, article LIMIT %s"
)
"""The rule: `Review.is_open` in core.records.review."""
SEATS: Final = (
    "SELECT s.article FROM bank_seat s JOIN bank_review r ON r.article = s.article"
    " WHERE s.member = %s AND s.verdict = '' AND s.asks = r.asks AND r.state = 'open'"
    " ORDER BY s.at_ms, s.article"
)
"""The rule: `awaits_verdict` in core.rules.reviewing."""
REVIEWED_AND_UNDONE: Final = (
    "SELECT article FROM bank_article WHERE reviewed AND undone AND author IN ({authors})"
    " ORDER BY article"
)
"""The rule: core.acts.cases.hold_bond accepts, if there is a bond."""
OPEN_PROPOSALS: Final = (
    "SELECT member, power FROM bank_proposal WHERE NOT done AND at_ms >= %s ORDER BY at_ms LIMIT %s"
)
"""The rule: `is_live` in core.rules.seconding."""
WAITING_REPEATS: Final = (
    "SELECT r.article FROM bank_repeat r JOIN bank_article a ON a.article = r.article"
    " WHERE r.state = 'waiting' AND NOT a.undone ORDER BY r.at_ms LIMIT %s"
)
"""The rule: `awaits_editor` in core.acts.articles.clear_repeat."""

WITH_BOND: Final = "SELECT comment FROM bank_comment WHERE ended = '' AND writer = %s"
"""The rule: `Comment.has_bond` in core.records.comment."""
MAY_HAVE_BOND: Final = (
    "SELECT article FROM bank_article WHERE reviewed AND author = %s UNION"
    " SELECT article FROM bank_review WHERE author = %s"
)
"""Every article on which its author can have put a bond: reviewed, or asked to be."""
CHANGED: Final = (
    "SELECT member FROM bank_pnl WHERE article = %s AND member <> 0"
    " AND day > %s AND day <= %s LIMIT %s"
)
CHANGED_BEFORE_TODAY: Final = (
    "SELECT member FROM bank_pnl WHERE article = %s AND member <> 0"
    " AND day = %s AND before > %s LIMIT %s"
)
"""The rule of both: `Pnl.changed_by` in core.records.pnl; no line is younger than the day after
a close."""
INVITATIONS_AT: Final = "SELECT inviter, member FROM bank_invitation WHERE NOT lost AND at_ms < %s"
"""The rule: `Invitation.stood_at` in core.records.invitation."""
VOUCHES_AT: Final = (
    "SELECT member, other FROM bank_vouch"
    " WHERE NOT lost AND at_ms < %s AND (ended_ms = 0 OR ended_ms >= %s)"
)
"""The rule: `Vouch.stood_at` in core.records.vouch."""


def jurors(connection: Connection, xp: int, level: int) -> list[MemberId]:
    """Return the members who can be drawn for a jury, by number."""
    return _numbers(connection, JURORS, level, xp)


def escrowed_articles(
    connection: Connection, after: ArticleId, up_to: ArticleId, at_most: int = MAX_TWEI
) -> list[ArticleId]:
    """Return the articles in that range whose lanes or bond hold anything, by number."""
    return _numbers(connection, ESCROWED, after, up_to, at_most)


def matured_buckets(
    connection: Connection, until: str, after: Row, at_most: int
) -> list[tuple[str, MemberId]]:
    """Return (day, member) of the buckets that have matured, those behind `after`, in order."""
    return [(day, owner) for day, owner in connection.rows(MATURED, (until, *after, at_most))]


def members_with_buckets(connection: Connection, until: str) -> list[MemberId]:
    """Return the members with buckets that have matured, by number."""
    return _numbers(connection, WITH_MATURED, until)


def comments_to_settle(
    connection: Connection, tariff: Tariff, now_ms: int, at_most: int
) -> list[CommentId]:
    """Return the comments that are due to settle, the oldest first."""
    until_ms = now_ms - tariff.settlement_s * MS_PER_S
    return _numbers(connection, TO_SETTLE, until_ms, at_most)


def flags_to_claw_back(
    connection: Connection, tariff: Tariff, now_ms: int, at_most: int
) -> list[FlagId]:
    """Return the flags under which a hold is due to be clawed back, the oldest hold first."""
    until_ms = now_ms - tariff.risk_claw_back_s * MS_PER_S
    return _numbers(connection, TO_CLAW_BACK, until_ms, at_most)


def expired_sessions(
    connection: Connection, tariff: Tariff, now_ms: int, at_most: int
) -> list[tuple[MemberId, SessionId]]:
    """Return member and number of the live sessions whose time is over, the oldest first."""
    until_ms = now_ms - tariff.reading_session_min_s * MS_PER_S
    life = MS_PER_S * tariff.reading_session_ttr_bps
    values = (until_ms, now_ms, BPS, life, at_most)
    return [(member, session) for member, session in connection.rows(EXPIRED, values)]


def juries_to_draw(connection: Connection, now_ms: int, at_most: int) -> list[ArticleId]:
    """Return the articles whose jury is due to be drawn, the longest due first."""
    return _numbers(connection, TO_DRAW, now_ms, at_most)


def standing_flags(connection: Connection, at_most: int, *, appealed: bool) -> list[FlagId]:
    """Return the standing flags with an open appeal, by its date, or those without, the oldest."""
    return _numbers(connection, APPEALED_FLAGS if appealed else OTHER_STANDING_FLAGS, at_most)


def closed_flags(connection: Connection, at_most: int, before: FlagId) -> list[FlagId]:
    """Return the newest flags that do not stand, before number `before` (0: all)."""
    return _numbers(connection, CLOSED_FLAGS, before, before, at_most)


def open_reviews(connection: Connection, at_most: int) -> list[ArticleId]:
    """Return the articles whose review waits for a decision, the oldest ask first."""
    return _numbers(connection, OPEN_REVIEWS, at_most)


def live_reviews(connection: Connection) -> list[tuple[int, str]]:
    """Return articles with the states of their reviews that are live."""
    return [(int(number), str(state)) for number, state in connection.rows(LIVE_REVIEWS)]


def seats_of(connection: Connection, member: MemberId) -> list[ArticleId]:
    """Return the articles on which a member's verdict is awaited, the oldest draw first."""
    return _numbers(connection, SEATS, member)


def reviewed_and_undone(connection: Connection, authors: Collection[MemberId]) -> list[ArticleId]:
    """Return these authors' articles that were taken back and may have a bond, by number."""
    places = ", ".join("%s" for _ in authors)
    return _numbers(connection, REVIEWED_AND_UNDONE.format(authors=places), *authors)


def open_proposals(
    connection: Connection, tariff: Tariff, now_ms: int, at_most: int
) -> list[tuple[MemberId, Power]]:
    """Return member and power of the proposals that wait for a second person, the oldest first."""
    since_ms = now_ms - tariff.proposal_lapses_s * MS_PER_S
    rows = connection.rows(OPEN_PROPOSALS, (since_ms, at_most))
    return [(member, Power(power)) for member, power in rows]


def waiting_repeats(connection: Connection, at_most: int) -> list[ArticleId]:
    """Return the articles that wait for an editor before they pay anybody, the oldest first."""
    return _numbers(connection, WAITING_REPEATS, at_most)


def comments_with_bond(connection: Connection, writer: MemberId) -> list[CommentId]:
    """Return a member's comments that hold their bond."""
    return _numbers(connection, WITH_BOND, writer)


def articles_with_bond(connection: Connection, author: MemberId) -> list[ArticleId]:
    """Return a member's articles on which they can have a bond."""
    return _numbers(connection, MAY_HAVE_BOND, author, author)


def members_changed(
    connection: Connection, article: ArticleId, since: int, close: int, at_most: int
) -> list[MemberId]:
    """Return some members whose lines on an article changed after day `since`, up to a close."""
    members = _numbers(connection, CHANGED, article, since, close, at_most)
    left = at_most - len(members)
    return members + _numbers(connection, CHANGED_BEFORE_TODAY, article, close + 1, since, left)


def seq_before(connection: Connection, at_ms: int) -> int:
    """Return the number of the last posting before a moment; postings are in order of time."""
    low, high = 0, sum(_numbers(connection, LAST_POSTING))
    while low < high:
        middle = (low + high + 1) // 2
        ((posted_ms,),) = connection.rows(POSTED, (middle,))
        low, high = (middle, high) if posted_ms < at_ms else (low, middle - 1)
    return low


def _numbers(connection: Connection, sql: str, *values: Any) -> list[Any]:
    """Return the numbers that a query finds, as the ids that its caller names."""
    rows: Sequence[Row] = connection.rows(sql, values)
    return [number for (number,) in rows]
