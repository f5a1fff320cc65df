"""What levels give, by the tariff in force, and where a member stands: the page about levels."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Gate
from tweipress.core.rules import levels
from tweipress.core.rules.gates import level_of
from tweipress.core.tariff import Tariff


class Row(NamedTuple):
    """What a level takes and gives: its XP, the share of a quote, what it opens, a day's quotas."""

    level: int
    xp: int
    share_bps: int
    opens: tuple[str, ...]
    quotas: tuple[int, ...]


class OwnLevel(NamedTuple):
    """A member's level, and the way to the next; `days` is the least by reading alone, or 0."""

    level: int
    xp: int
    next_level: int
    missing_xp: int
    days: int
    open_now: list[str]
    next_gates: list[str]
    gates_level: int


def table(tariff: Tariff) -> list[Row]:
    """Return a row for each level that gives more than the one below, up to the last gate."""
    names = _names()
    opened: dict[int, list[str]] = {}
    for gate in Gate:
        opened.setdefault(level_of(gate, tariff), []).append(names[gate])
    opened.setdefault(tariff.juror_level, []).append(_("being drawn as a juror"))
    rows: list[Row] = []
    for level in range(1, max(opened) + 1):
        row = Row(
            level,
            levels.xp_for(level, tariff),
            levels.multiplier_bps(level, tariff),
            tuple(opened.get(level, ())),
            _quotas(level, tariff),
        )
        if row.opens or not rows or row[2:] != (rows[-1].share_bps, (), rows[-1].quotas):
            rows.append(row)
    return rows


def own_level(member: MemberId, tariff: Tariff) -> OwnLevel | None:
    """Return where a member stands by the rules; None until the books know them."""
    standing = books.standing(member)
    if standing is None:
        return None
    names = _names()
    closed = [gate for gate in Gate if books.level_refusal(member, gate)]
    gates_level = min((level_of(gate, tariff) for gate in closed), default=0)
    missing_xp = max(0, standing.xp_next - standing.xp)
    by_reading = standing.xp_next <= tariff.xp_reading_max
    return OwnLevel(
        level=standing.level,
        xp=standing.xp,
        next_level=standing.level + 1,
        missing_xp=missing_xp,
        days=-(-missing_xp // tariff.xp_reading_day_max) if by_reading else 0,
        open_now=[names[gate] for gate in Gate if gate not in closed],
        next_gates=[names[gate] for gate in closed if level_of(gate, tariff) == gates_level],
        gates_level=gates_level,
    )


def _quotas(level: int, tariff: Tariff) -> tuple[int, ...]:
    """Return a day's Pluses, likes, comments and articles."""
    return (
        levels.pluses_per_day(level, tariff),
        levels.likes_per_day(level, tariff),
        levels.comments_per_day(level, tariff),
        levels.publishes_per_day(level, tariff),
    )


def _names() -> dict[Gate, str]:
    return {
        Gate.MINUS: _("Minus"),
        Gate.LIKE: _("likes"),
        Gate.DISLIKE: _("dislikes"),
        Gate.PUBLISH: _("publishing"),
        Gate.INVITE: _("inviting people"),
        Gate.COMMENT: _("commenting"),
        Gate.REVIEW: _("asking for a review"),
        Gate.VOUCH: _("vouching for members"),
    }
