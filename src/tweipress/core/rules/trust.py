"""Who is trusted, and what trust makes a comment worth (rulebook, sections 4 and 6).

Trust itself is computed outside the rules and enters the books by the act `grade`.
"""

from typing import Final, NamedTuple

from tweipress.core.money import clamp
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.vote import VoteKind
from tweipress.core.rules.levels import level
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S

WHOLE: Final = 1000


class TrustedLane(NamedTuple):
    """What the trusted lane asks of a member, and whether each is so."""

    has_trust: bool
    has_level: bool
    has_age: bool
    has_no_flag: bool


def trusted_lane(member: Member, tariff: Tariff, now_ms: int) -> TrustedLane:
    """Return which conditions of the trusted lane a member meets."""
    return TrustedLane(
        has_trust=member.trust >= tariff.trusted_trust_min,
        has_level=level(member, tariff) >= tariff.trusted_level_min,
        has_age=now_ms - member.joined_ms >= tariff.trusted_age_s * MS_PER_S,
        has_no_flag=not member.is_held,
    )


def is_trusted(member: Member, tariff: Tariff, now_ms: int) -> bool:
    """Tell whether a member reads from the trusted lane: under no flag; fixed in scenarios."""
    if member.level_fixed:
        return member.trusted_fixed and not member.is_held
    return all(trusted_lane(member, tariff, now_ms))


def weight(world: World, comment: Comment, tariff: Tariff, now_ms: int) -> int:
    """Return W in thousandths: likers' trust less dislikers', diluted by the pair's other likes."""
    since_ms = max(0, now_ms - tariff.reward_pair_window_s * MS_PER_S)
    total = 0
    for vote in world.votes(comment.comment):
        voter = world.get(Member, vote.member)
        if voter is None or voter.trust == 0:
            continue
        likes = world.likes_between(vote.member, comment.writer, since_ms, comment.comment)
        counted = voter.trust // (1 + likes)
        total += counted if vote.kind == VoteKind.LIKE else -counted
    return total


def comment_reward_twei(weight_thousandths: int, day_comments_twei: int, tariff: Tariff) -> int:
    """Return r: what trust earns, capped by a figure and by a part of what the day has left."""
    earned_twei = tariff.reward_per_trust_twei * max(0, weight_thousandths) // WHOLE
    return clamp(
        earned_twei, 0, min(tariff.reward_max_twei, day_comments_twei // tariff.reward_day_divisor)
    )
