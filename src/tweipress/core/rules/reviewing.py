"""What the acts of a review share: the author's circle, the seats, the draw, the end, the rest.

The draw is public: its seed is the hash of a posting, so anybody with the journal can repeat it.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from tweipress.core import chart
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.review import Review, ReviewState, Seat, VerdictKind
from tweipress.core.records.vouch import Vouch
from tweipress.core.refusals import Refusal
from tweipress.core.rules.levels import xp_for
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.transaction import Transaction
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, whole_s


def open_review(world: World, article: ArticleId) -> Review | Refused:
    """Return the review of an article that waits for a decision."""
    review = world.get(Review, article)
    if review is None:
        return refuse(Refusal.UNKNOWN_REVIEW)
    return review if review.is_open else refuse(Refusal.REVIEW_CLOSED)


def awaits_verdict(seat: Seat, review: Review) -> bool:
    """Tell whether a seat is of the last ask, and its juror has still to answer."""
    return review.is_open and seat.asks == review.asks and seat.verdict is VerdictKind.NONE


def in_vain(mine: Sequence[Review]) -> int:
    """Return how many of an author's reviews in a row have led to nothing; the latest step says.

    An approval ends the row for as long as nobody takes it back.
    """
    if not mine:
        return 0
    latest = max(mine, key=lambda review: (review.decided_ms or review.at_ms, review.vain))
    return 0 if latest.state in {ReviewState.APPROVED, ReviewState.PUBLISHED} else latest.vain


def vain_by(world: World, review: Review, state: ReviewState) -> int:
    """Return how many reviews in a row have led to nothing once a review comes to a state."""
    before = in_vain(world.reviews_by(review.author))
    if state == ReviewState.APPROVED:
        return before
    return 1 + (review.vain if review.state == ReviewState.APPROVED else before)


def rest_s(vain: int, tariff: Tariff) -> int:
    """Return how long an author rests after that many reviews in vain: each doubles it."""
    doubled_s = tariff.review_rest_s << max(0, vain - 1)
    return max(tariff.review_rest_s, min(doubled_s, tariff.review_rest_max_s))


def rest_left_s(mine: Sequence[Review], tariff: Tariff, now_ms: int) -> int:
    """Return how long an author still has to wait before asking again, 0 for no wait."""
    in_vain_states = {ReviewState.DENIED, ReviewState.WITHDRAWN}
    ended = [review.decided_ms for review in mine if review.state in in_vain_states]
    if not ended:
        return 0
    left_ms = max(ended) + rest_s(in_vain(mine), tariff) * MS_PER_S - now_ms
    return max(0, whole_s(left_ms))


def seats(world: World, review: Review) -> list[Seat]:
    """Return the seats that were drawn since the last ask, in the order of the draws."""
    keys = [(review.article, member) for member in review.drawn]
    world.preload(Seat, keys)
    return [seat for seat in (world.get(Seat, key) for key in keys) if seat is not None]


def in_circle(world: World, one: MemberId, other: MemberId, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether an invitation, a common inviter, a vouch or a vote connects two members.

    Invitations and vouches count for ever, also when taken back or lost; votes count for as long
    as the tariff says.
    """
    mine, theirs = world.get(Invitation, one), world.get(Invitation, other)
    inviters = {invitation.inviter for invitation in (mine, theirs) if invitation is not None}
    if inviters & {one, other} or (mine and theirs and mine.inviter == theirs.inviter):
        return True
    if world.get(Vouch, (one, other)) or world.get(Vouch, (other, one)):
        return True
    since_ms = max(0, now_ms - tariff.review_circle_s * MS_PER_S)
    return world.voted_between(one, other, since_ms)


def candidates(world: World, tariff: Tariff) -> list[MemberId]:
    """Return the members who can be drawn: those of the level, in order."""
    return list(world.members_from(xp_for(tariff.juror_level, tariff), tariff.juror_level))


def eligible(
    world: World, review: Review, among: Sequence[MemberId], tariff: Tariff, now_ms: int
) -> list[MemberId]:
    """Return those who have had a seat in a review and could still be drawn for it."""
    still = set(review.drawn).intersection(among)
    return [
        member
        for member in review.drawn
        if member in still and not in_circle(world, review.author, member, tariff, now_ms)
    ]


def drawn(
    world: World, review: Review, among: Sequence[MemberId], seed: str, tariff: Tariff, now_ms: int
) -> Iterator[MemberId]:
    """Yield members outside the author's circle, in an order that the seed makes.

    Somebody who has had a seat is not drawn again. So that a draw stays short, it ends after some
    tries; whoever asks for more counts those that were found.
    """
    before = {review.author, *review.drawn}
    pool = [member for member in among if member not in before]
    for place in range(min(len(pool), tariff.review_tries_max)):
        step = int.from_bytes(sha256(f"{seed}:{place}".encode()).digest(), "big")
        other = place + step % (len(pool) - place)
        pool[place], pool[other] = pool[other], pool[place]
        if not in_circle(world, review.author, pool[place], tariff, now_ms):
            yield pool[place]


def counted(all_seats: list[Seat], tariff: Tariff) -> ReviewState:
    """Return the state that the verdicts make: approved or denied by enough jurors, else open."""
    verdicts = [seat.verdict for seat in all_seats]
    if verdicts.count(VerdictKind.APPROVES) >= tariff.review_agreeing_jurors:
        return ReviewState.APPROVED
    if verdicts.count(VerdictKind.DENIES) >= tariff.review_agreeing_jurors:
        return ReviewState.DENIED
    return ReviewState.OPEN


def bond_home(transaction: Transaction, review: Review) -> None:
    """Give the bond of a review that leads to nothing back to the author."""
    bond = chart.review(review.article)
    transaction.move(bond, chart.available(review.author), transaction.balance(bond))
