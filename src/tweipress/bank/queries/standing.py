"""A member's standing: level, roles, quotas, trust and balances."""

from collections.abc import Callable
from datetime import date, timedelta

from tweipress.bank import clock
from tweipress.bank.queries.view_models import Bucket, Rights, Standing, Trust
from tweipress.bank.storage import selections
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.read_session import current_world
from tweipress.bank.storage.world import StoredWorld
from tweipress.core import chart
from tweipress.core.ids import MemberId
from tweipress.core.records.member import Member
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Gate, Right
from tweipress.core.rulebook import tariff_in_force
from tweipress.core.rules import levels
from tweipress.core.rules.gates import ban_gate, level_gate, right_gate
from tweipress.core.rules.trust import is_trusted, trusted_lane
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.transaction import Transaction
from tweipress.core.tariff import Tariff

QUOTAS: dict[str, Callable[[int, Tariff], int]] = {
    "pluses": levels.pluses_per_day,
    "opens": levels.opens_per_day,
    "publishes": levels.publishes_per_day,
    "comments": levels.comments_per_day,
    "likes": levels.likes_per_day,
    "dislikes": levels.dislikes_per_day,
}


def spendable_twei(member: MemberId) -> int | None:
    """Return what a member can pay with by the rules, None if the books do not know them."""
    world = current_world()
    return Transaction(world).spendable(member) if world.get(Member, member) else None


def rights(member: MemberId) -> Rights | None:
    """Return what a member may do today, None if the books do not know them."""
    world = current_world()
    row = world.get(Member, member)
    return _rights(row.on_day(world.books.day_number), tariff_in_force(world)) if row else None


def may(member: MemberId, right: Right) -> bool:
    """Tell whether a member's roles carry a right."""
    return right_gate(current_world(), member, right) is None


def right_refusal(member: MemberId, right: Right) -> Refused | None:
    """Return why a member may not do what takes a right, None if they may."""
    return right_gate(current_world(), member, right)


def _rights(now: Member, figures: Tariff) -> Rights:
    level = levels.level(now, figures)
    quota = {name: of(level, figures) for name, of in QUOTAS.items()}
    left = {name: max(0, total - getattr(now, name)) for name, total in quota.items()}
    return Rights(now.member, level, now.roles, quota, left)


def ban_refusal(member: MemberId) -> Refused | None:
    """Return what the guard of bans says to a member who wants to change something on the site."""
    return ban_gate(current_world(), member)


def level_refusal(member: MemberId, gate: Gate) -> Refused | None:
    """Return what the guard of a level says to a member now, None if it lets the member pass."""
    world = current_world()
    row = world.get(Member, member)
    if row is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    return level_gate(world, row, gate, tariff_in_force(world))


def trust(member: MemberId) -> Trust | None:
    """Return how far a member is trusted, None if the books do not know them."""
    world = current_world()
    row = world.get(Member, member)
    if row is None:
        return None
    return Trust(row.trust, is_trusted(row, tariff_in_force(world), clock.now_ms()))


def standing(member: MemberId) -> Standing | None:
    """Return a member's standing, None if the books do not know them."""
    world = current_world()
    row = world.get(Member, member)
    if row is None:
        return None
    figures = tariff_in_force(world)
    now = row.on_day(world.books.day_number)
    allowed, now_ms = _rights(now, figures), clock.now_ms()
    return Standing(
        member=member,
        level=allowed.level,
        xp=now.xp_reading + now.xp_trust,
        xp_next=levels.xp_for(allowed.level + 1, figures),
        trust=now.trust,
        trusted=is_trusted(now, figures, now_ms),
        trusted_lane=trusted_lane(now, figures, now_ms),
        roles=allowed.roles,
        spendable_twei=Transaction(world).spendable(member),
        available_twei=world.balance(chart.available(member)),
        vesting=tuple(_buckets(world, member, figures)),
        bonded_twei=_bonded_twei(member),
        held_twei=world.balance(chart.held(member)),
        is_held=now.is_held,
        quota=allowed.quota,
        left=allowed.left,
    )


def _buckets(world: StoredWorld, member: MemberId, figures: Tariff) -> list[Bucket]:
    buckets = []
    for day in world.vesting_days(member):
        amount_twei = world.balance(chart.vesting(member, day))
        matures = date.fromisoformat(day) + timedelta(days=figures.vesting_days)
        if amount_twei:
            buckets.append(Bucket(day, amount_twei, matures.isoformat()))
    return buckets


def _bonded_twei(member: MemberId) -> int:
    """Return what a member has in the bonds of comments and reviews."""
    connection = Connection(is_own=False)
    bonds = [chart.bond(number) for number in selections.comments_with_bond(connection, member)]
    bonds += [chart.review(number) for number in selections.articles_with_bond(connection, member)]
    world = StoredWorld(connection)
    world.preload_balances(bonds)
    return sum(map(world.balance, bonds))
