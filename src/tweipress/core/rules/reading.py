"""Time to Read, sections, and how long a reading session lives (rulebook, section 5).

Tokens and HTTP are the reading app's; the tariff's figures are what both agree on.
"""

from typing import Final, NamedTuple, Protocol

from tweipress.core.money import BPS, clamp
from tweipress.core.records.article import Article
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Rating, Reading, Session
from tweipress.core.refusals import Refusal
from tweipress.core.rules.levels import after_reading
from tweipress.core.rules.speeds import words_per_min
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, S_PER_MIN, whole_s

ENGLISH: Final = "en"


def time_to_read_s(words: int, tariff: Tariff, language: str = ENGLISH) -> int:
    """Return the Time to Read of a text in whole seconds, rounded up."""
    exact = -(-S_PER_MIN * words // words_per_min(language, tariff))
    return max(tariff.reading_min_s, exact)


def length_gate(words: int, tariff: Tariff) -> Refused | None:
    """Refuse a text with fewer words than an article needs."""
    needed_words = tariff.article_words_min
    if words >= needed_words:
        return None
    return refuse(Refusal.TOO_SHORT, needed_words=needed_words, words=words)


def section_count(words: int, tariff: Tariff) -> int:
    """Return into how many sections a text is cut."""
    parts = -(-words // tariff.reading_section_words)
    return clamp(parts, tariff.reading_sections_min, tariff.reading_sections_max)


def floor_ms(reading_s: int, tariff: Tariff) -> int:
    """Return the least time that reading for `reading_s` seconds must take, rounded up."""
    return -(-reading_s * MS_PER_S * tariff.reading_floor_bps // BPS)


def session_life_ms(time_to_read: int, tariff: Tariff) -> int:
    """Return how long a session lives; it expires once more than this has passed."""
    long_ms = time_to_read * MS_PER_S * tariff.reading_session_ttr_bps // BPS
    return max(tariff.reading_session_min_s * MS_PER_S, long_ms)


def is_past(opened_ms: int, life_ms: int, now_ms: int) -> bool:
    """Tell whether a session that was opened then and lives so long is over."""
    return now_ms - opened_ms > life_ms


def is_expired(session: Session, article: Article, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether a live session's time is over."""
    life_ms = session_life_ms(article.time_to_read_s, tariff)
    return is_past(session.opened_ms, life_ms, now_ms)


class RatingAct(Protocol):
    """What Plus, Minus and Done reading have in common: who, in which session, with which proof."""

    @property
    def member(self) -> int:
        """Return the reader."""
        ...

    @property
    def session(self) -> str:
        """Return the reading session's number."""
        ...

    @property
    def sections(self) -> int:
        """Return how many sections were proven read."""
        ...


class Proven(NamedTuple):
    """A reading that may be rated; the reader has today's counts."""

    session: Session
    article: Article
    reader: Member


def proven(act: RatingAct, world: World, tariff: Tariff, now_ms: int) -> Proven | Refused:
    """Return session, article and reader of a finished reading, or what is missing."""
    session = world.get(Session, act.member)
    if session is None or session.session != act.session:
        return refuse(Refusal.SESSION_GONE)
    if not session.live:
        reading = world.get(Reading, (act.member, session.article))
        is_rated = reading is not None and bool(reading.rating)
        return refuse(Refusal.ALREADY_RATED if is_rated else Refusal.SESSION_GONE)
    article = world.get(Article, session.article)
    if article is None or (world.books.gates and is_expired(session, article, tariff, now_ms)):
        return refuse(Refusal.SESSION_GONE)
    reader = world.get(Member, act.member)
    if reader is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if refused := _proof_gate(world, session, article, act.sections, tariff, now_ms):
        return refused
    return Proven(session, article, reader.on_day(world.books.day_number))


def _proof_gate(
    world: World, session: Session, article: Article, sections: int, tariff: Tariff, now_ms: int
) -> Refused | None:
    """Refuse a rating without every section's proof, or sooner than reading takes.

    In a scenario there is no page: the time since the session opened stands for the proof.
    """
    books = world.books
    if not books.gates:
        return None
    if not books.scenario and sections < article.sections:
        return refuse(Refusal.PROOF_MISSING)
    wait_ms = session.opened_ms + floor_ms(article.time_to_read_s, tariff) - now_ms
    if wait_ms > 0:
        return refuse(Refusal.PROOF_TOO_EARLY, wait_s=whole_s(wait_ms))
    return None


def having_read(
    world: World, member: Member, article: Article, rating: Rating, tariff: Tariff
) -> tuple[Member, Reading]:
    """Return member and reading after a valid read: XP once per article, a rating kept for good."""
    before = world.get(Reading, (member.member, article.article))
    if before is None:
        member = after_reading(member, article.time_to_read_s, tariff)
        before = Reading(member.member, article.article)
    return member, before._replace(rating=rating or before.rating)
