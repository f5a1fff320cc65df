"""What the queue shows: held and reported comments, flags that stand, each with its context."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.comments.holding import queries as holding
from tweipress.comments.holding.queries import HeldComment
from tweipress.comments.queries import PublicComment
from tweipress.comments.reports import queries as reports
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.roles import Right
from tweipress.http.links import post_path
from tweipress.language.reasons import REASONS
from tweipress.moderation.queue import queries as queue
from tweipress.moderation.queue.queries import Deed, OwnDecision
from tweipress.people import queries as people
from tweipress.people.queries import Card, factors

ROWS: Final = 30
"""More than anybody decides before the list has changed."""
PAST: Final = 5
OF_HELD: Final = (Deed.APPROVE, Deed.DECLINE)
OF_PUBLIC: Final = (Deed.KEEP, Deed.HIDE, Deed.REMOVE)
OF_HIDDEN: Final = (Deed.RESTORE, Deed.REMOVE)


@dataclass(frozen=True, slots=True)
class Writer:
    """What moderators know of a member: level, trust, and what became of their comments."""

    card: Card
    level: int
    is_trusted: bool
    written: int
    hidden: int
    past: Sequence[OwnDecision]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who is looking at a comment, and until when."""

    by: Card
    until: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A comment that waits for a decision.

    `why` says why it is held; `words` are what reporters say, and empty for one that is held.
    """

    number: CommentId
    text: str
    at: datetime
    writer: Writer
    title: str
    url: str
    why: str
    until: datetime | None
    words: Sequence[tuple[Card, str, str]]
    trusted: int
    is_hidden: bool
    is_own: bool
    claim: Claim | None
    deeds: Sequence[Deed]


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag on a member that stands, which is decided on a page of its own."""

    member: Card
    why: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, first what most trusted members have reported, then what was held first."""

    items: Sequence[Item]
    flags: Sequence[Flag]
    held: int
    reason_max: int = queue.REASON_CHARS


@dataclass(frozen=True, slots=True)
class _Row:
    number: CommentId
    article: ArticleId
    writer: MemberId
    text: str
    at: datetime
    held: HeldComment | None
    shown: PublicComment | None
    trusted: int


@books.read_session()
def queue_of(moderator: MemberId) -> Queue:
    """Return the queue as a moderator sees it."""
    rows = [*_reported(), *_held()][:ROWS]
    words = reports.words_on(row.number for row in rows)
    claims = queue.claims([row.number for row in rows])
    named = {row.writer for row in rows} | {claim.by for claim in claims.values()}
    named |= {word.reporter for said in words.values() for word in said}
    cards = people.cards(named)
    writers = _writers({row.writer for row in rows}, cards)
    posts = articles.by_numbers([row.article for row in rows])
    items = []
    for row in rows:
        if row.article not in posts:
            continue
        claim = claims.get(row.number)
        post = posts[row.article]
        anchor = f"comment-{row.number}" if row.shown else ""
        items.append(
            Item(
                number=row.number,
                text=row.text,
                at=row.at,
                writer=writers[row.writer],
                title=post.title,
                url=post_path(post.slug, anchor),
                why=row.held.why if row.held else "",
                until=row.held.until if row.held else None,
                words=[
                    (cards[word.reporter], word.reason, word.words)
                    for word in words.get(row.number, ())
                ],
                trusted=row.trusted,
                is_hidden=row.shown is not None and row.shown.is_hidden,
                is_own=row.writer == moderator,
                claim=Claim(cards[claim.by], claim.until, claim.by == moderator) if claim else None,
                deeds=_deeds(row),
            )
        )
    return Queue(items, _flags(moderator), holding.waiting_count())


def next_free(moderator: MemberId) -> Iterable[CommentId]:
    """Yield the comments of the queue that a moderator may claim, in its order."""
    rows = [*_reported(), *_held()]
    claims = queue.claims([row.number for row in rows])
    for row in rows:
        claim = claims.get(row.number)
        if row.writer != moderator and (claim is None or claim.by == moderator):
            yield row.number


def _deeds(row: _Row) -> Sequence[Deed]:
    if row.shown is None:
        return OF_HELD
    return OF_HIDDEN if row.shown.is_hidden else OF_PUBLIC


def _held() -> list[_Row]:
    return [
        _Row(one.number, one.article, one.writer, one.text, one.at, one, None, 0)
        for one in holding.waiting(ROWS)
    ]


def _reported() -> list[_Row]:
    reported = reports.waiting(ROWS)
    public = comments.by_numbers(one.comment for one in reported)
    return [
        _Row(*(one.comment, row.article, row.writer, row.text, row.created, None, row, one.trusted))
        for one in reported
        if (row := public.get(one.comment)) is not None
    ]


def _writers(numbers: set[MemberId], cards: Mapping[int, Card]) -> dict[MemberId, Writer]:
    written = comments.histories(numbers)
    made = {}
    for number in numbers:
        rights, trust = books.rights(number), books.trust(number)
        made[number] = Writer(
            cards[number],
            rights.level if rights else 0,
            trust is not None and trust.is_trusted,
            *written.get(number, (0, 0)),
            queue.on_member(number, PAST),
        )
    return made


def _flags(moderator: MemberId) -> list[Flag]:
    if not factors.is_open(moderator, Right.DECIDE):
        return []
    standing = [
        *books.standing_flags(ROWS, appealed=True),
        *books.standing_flags(ROWS, appealed=False),
    ]
    cards = people.cards({known.flag.member for known in standing})
    return [
        Flag(cards[known.flag.member], str(REASONS[known.flag.reason]))
        for known in standing
        if known.flag.member in cards
    ]
