"""Levels, what a level multiplies, and the quotas it gives (rulebook, section 7)."""

from math import isqrt

from tweipress.core.money import clamp
from tweipress.core.records.member import Member
from tweipress.core.tariff import Tariff


def level(member: Member, tariff: Tariff) -> int:
    """Return the member's level: 1 plus the whole root of XP over the divisor, or a fixed one."""
    if member.level_fixed:
        return member.level_fixed
    return level_at(member.xp_reading + member.xp_trust, tariff)


def level_at(xp: int, tariff: Tariff) -> int:
    """Return the level that `xp` experience points make."""
    return 1 + isqrt(xp // tariff.level_xp_divisor)


def xp_for(level_wanted: int, tariff: Tariff) -> int:
    """Return the least XP at which `level_wanted` is reached."""
    return tariff.level_xp_divisor * (level_wanted - 1) ** 2


def multiplier_bps(level_now: int, tariff: Tariff) -> int:
    """Return m(L), the part of the full quote a level gets."""
    grown_bps = tariff.multiplier_start_bps + tariff.multiplier_step_bps * (level_now - 1)
    return min(tariff.multiplier_max_bps, grown_bps)


def pluses_per_day(level_now: int, tariff: Tariff) -> int:
    """Return how many paid Pluses a member of this level has a day."""
    return min(tariff.pluses_max, tariff.pluses_base + level_now // tariff.pluses_levels_per_more)


def opens_per_day(level_now: int, tariff: Tariff) -> int:
    """Return how many reading sessions a member of this level may open a day."""
    return tariff.opens_per_plus * pluses_per_day(level_now, tariff)


def publishes_per_day(level_now: int, tariff: Tariff) -> int:
    """Return how many articles a member of this level may publish a day."""
    senior = level_now >= tariff.publish_more_level
    return tariff.publishes_senior_per_day if senior else tariff.publishes_per_day


def comments_per_day(level_now: int, tariff: Tariff) -> int:
    """Return how many comments a member of this level may write a day."""
    return tariff.comments_base + level_now // tariff.comments_levels_per_more


def likes_per_day(level_now: int, tariff: Tariff) -> int:
    """Return how many likes a member of this level may give a day."""
    return tariff.likes_base + level_now // tariff.likes_levels_per_more


def dislikes_per_day(_level_now: int, tariff: Tariff) -> int:
    """Return how many dislikes a member may give a day: the same at every level."""
    return tariff.dislikes_per_day


def after_reading(member: Member, time_to_read_s: int, tariff: Tariff) -> Member:
    """Return the member with the XP of one more article read; `member` has today's counts."""
    worth = clamp(time_to_read_s // tariff.xp_ttr_divisor_s, tariff.xp_read_min, tariff.xp_read_max)
    left_today = max(0, tariff.xp_reading_day_max - member.xp_reading_today)
    left_in_all = max(0, tariff.xp_reading_max - member.xp_reading)
    gained = min(worth, left_today, left_in_all)
    return member._replace(
        xp_reading=member.xp_reading + gained, xp_reading_today=member.xp_reading_today + gained
    )


def after_grade(member: Member, trust: int, xp: int, tariff: Tariff) -> Member:
    """Return the member with new trust (thousandths) and `xp` from trust, of either sign."""
    gained = min(xp, max(0, tariff.xp_trust_day_max - member.xp_trust_today))
    return member._replace(
        trust=trust,
        xp_trust=max(0, member.xp_trust + gained),
        xp_trust_today=member.xp_trust_today + max(0, gained),
    )
