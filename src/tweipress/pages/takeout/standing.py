"""What is known of a member's conduct: times of readings, reviews, flags, vouches, sign-ins."""

from collections.abc import Iterator
from typing import Final

from tweipress.bank import queries as books
from tweipress.bank.queries import takeout
from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.units import moment
from tweipress.letters import queries as letters
from tweipress.moderation import queries as moderation
from tweipress.pages.takeout.archive import Archive, at
from tweipress.pages.takeout.naming import portions, titled
from tweipress.people import queries as people
from tweipress.reading.queries import retention
from tweipress.reviews import queries as reviews
from tweipress.security import queries as security
from tweipress.security.events import Event

Rows = Iterator[tuple[object, ...]]
TIMES: Final = ("article", "title", "rated", "took_ms", "time_to_read_s", "words", "deleted")
PARTS: Final = ("article", "title", "rated", "parts_after_ms")
REVIEWS: Final = ("article", "title", "asked", "ask", "state", "decided", "said")
JURIES: Final = ("article", "title", "ask", "drawn", "verdict", "reason")
RAISED: Final = ("flag", "at", "reason", "note", "state")
VOUCHES: Final = ("member", "given", "taken_back", "lost", "lost_xp")
CODES: Final = ("code", "made", "until", "withdrawn", "guest", "refusal")
LETTERS: Final = (
    "address",
    "rhythm",
    "section",
    "of_followed",
    "topic",
    "language",
    "asked",
    "confirmed",
)
EVENTS: Final = ("at", "event", "by", "details")
OF_OTHERS: Final = frozenset({Event.PROPOSED, Event.CONFIRMED})
"""What others consider about a member is theirs until it is done."""


def write_times(archive: Archive, name: str, member: MemberId) -> None:
    """Write how long each rated reading took, as long as that is kept."""
    archive.table(name, TIMES, _times(member))


def write_parts(archive: Archive, name: str, member: MemberId) -> None:
    """Write when the parts of readings were in view, as long as that is kept."""
    archive.table(name, PARTS, _parts(member))


def write_reviews(archive: Archive, name: str, member: MemberId) -> None:
    """Write the last review of each article, and what was said, without jurors' names."""
    archive.table(name, REVIEWS, _reviews(member))


def write_juries(archive: Archive, name: str, member: MemberId) -> None:
    """Write the juries on which the member had a seat, and their own verdicts."""
    archive.table(name, JURIES, _juries(member))


def write_flags(archive: Archive, name: str, member: MemberId) -> None:
    """Write the flags on the member, with evidence, holds and appeals."""
    archive.data(name, moderation.taken_along(member))


def write_raised(archive: Archive, name: str, member: MemberId) -> None:
    """Write the flags that the member raised."""
    rows = moderation.raised_by(member)
    archive.table(
        name, RAISED, ((row.flag, at(row.at_ms), row.reason, row.note, row.state) for row in rows)
    )


def write_vouches(archive: Archive, name: str, member: MemberId) -> None:
    """Write for whom the member has ever vouched."""
    archive.table(name, VOUCHES, _vouches(member))


def write_codes(archive: Archive, name: str, member: MemberId) -> None:
    """Write the invitations that the member made, and who came with them."""
    rows = people.codes_of(member)
    archive.table(
        name,
        CODES,
        ((row.code, row.made, row.until, row.is_withdrawn, row.guest, row.refusal) for row in rows),
    )


def write_letters(archive: Archive, name: str, member: MemberId) -> None:
    """Write which letters the member's addresses get, or were asked about."""
    rows = letters.of_member(member, people.mailboxes(member))
    archive.table(
        name,
        LETTERS,
        (
            (
                *(row.email, row.rhythm, row.section, row.follower == member),
                *(row.topic, row.language, row.asked_at, row.confirmed_at),
            )
            for row in rows
        ),
    )


def write_events(archive: Archive, name: str, member: MemberId) -> None:
    """Write what the security log has about the member."""
    archive.table(name, EVENTS, _events(member))


def _times(member: MemberId) -> Rows:
    for row, named in titled(retention.rated(member), lambda row: row.article_id, member):
        yield (
            *(row.article_id, named.title, at(row.at_ms), row.dwell_ms),
            *(row.time_to_read_s, row.words, at(row.until_ms)),
        )


def _parts(member: MemberId) -> Rows:
    for row, named in titled(retention.traces(member), lambda row: row.article_id, member):
        yield row.article_id, named.title, at(row.at_ms), row.arrivals_ms


def _reviews(member: MemberId) -> Rows:
    for numbers in takeout.reviews(member):
        asked = books.reviews(numbers).values()
        for known, named in titled(asked, lambda row: row.review.article, member):
            review = known.review
            said = [f"{line.what}: {line.reason}" for line in reviews.said(known)]
            yield (
                *(review.article, named.title, at(review.at_ms), review.asks),
                *(review.state, at(review.decided_ms), "\n".join(said)),
            )


def _juries(member: MemberId) -> Rows:
    for row, named in titled(takeout.seats(member), lambda row: row[0], member):
        article, ask, at_ms, verdict, reason = row
        yield article, named.title, ask, at(at_ms), verdict, reason


def _vouches(member: MemberId) -> Rows:
    for portion in portions(takeout.vouches(member)):
        names = people.names(row[0] for row in portion)
        for other, at_ms, ended_ms, lost, lost_xp in portion:
            yield names.get(other, ""), at(at_ms), at(ended_ms), bool(lost), lost_xp


def _events(member: MemberId) -> Rows:
    for row in security.about(member):
        if row.event not in OF_OTHERS:
            by = "you" if row.by in {None, member} else "the site" if row.by == CONSOLE else "staff"
            yield row.at, row.event, by, row.detail


def profile(member: MemberId) -> dict[str, object]:
    """Return a member's standing, who answers for them, and a ban."""
    standing, known = books.standing(member), books.relationships(member)
    if standing is None or known is None:
        return {}
    names = people.names((known.inviter, *known.vouchers))
    ban = known.ban
    return {
        "joined_the_books": moment(known.joined_ms),
        "level": standing.level,
        "xp": standing.xp,
        "trust_thousandths": standing.trust,
        "trusted": standing.trusted,
        "roles": sorted(standing.roles),
        "available_twei": standing.available_twei,
        "vesting_twei": {bucket.day: bucket.amount_twei for bucket in standing.vesting},
        "held_twei": standing.held_twei,
        "in_bonds_twei": standing.bonded_twei,
        "invited_by": names.get(known.inviter, ""),
        "vouched_for_by": sorted(names[one] for one in known.vouchers if one in names),
        "banned": {"since": moment(ban.at_ms), "reason": ban.reason} if ban else None,
    }
