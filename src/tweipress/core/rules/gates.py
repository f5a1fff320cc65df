"""The guards that several acts share: bans, levels, quotas, rights, having read.

Each answers None or a refusal. With the gates of the books off (scenarios only) levels, quotas and
having read are not asked for.
"""

from tweipress.core.ids import CONSOLE, MemberId
from tweipress.core.records.article import Article
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Reading
from tweipress.core.refusals import Refusal
from tweipress.core.roles import ABOUT_OTHERS, Gate, Right, lifts, may
from tweipress.core.rules.levels import level
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.world import World
from tweipress.core.tariff import Tariff


def ban_gate(world: World, member: MemberId) -> Refused | None:
    """Refuse a banned member, who may only read, and one who has left; the console is neither."""
    acting = world.get(Member, member) if member else None
    if acting is None or not acting.banned:
        return None
    return refuse(Refusal.LEFT if acting.has_left else Refusal.BANNED)


def level_gate(world: World, member: Member, gate: Gate, tariff: Tariff) -> Refused | None:
    """Refuse a level below that of the gate, unless a role lifts it (core/roles.py)."""
    if not world.books.gates or lifts(member.roles, gate):
        return None
    needed = level_of(gate, tariff)
    level_now = level(member, tariff)
    if level_now >= needed:
        return None
    return refuse(Refusal.LEVEL_TOO_LOW, needed_level=needed, level=level_now)


def level_of(gate: Gate, tariff: Tariff) -> int:
    """Return the level that a gate takes."""
    needed: int = getattr(tariff, f"{gate}_level")
    return needed


def quota_gate(
    world: World, used: int, quota: int, reason: Refusal, **figures: int
) -> Refused | None:
    """Refuse with `reason` when the quota is used up."""
    if not world.books.gates or used < quota:
        return None
    return refuse(reason, quota=quota, **figures)


def right_gate(world: World, member: MemberId, right: Right) -> Refused | None:
    """Refuse a member without the right, or one under a flag where the right is about others.

    The operator's console has every right.
    """
    if member == CONSOLE:
        return None
    acting = world.get(Member, member)
    if acting is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if not may(acting.roles, right):
        return refuse(Refusal.ROLE_MISSING)
    rests = acting.is_held and right in ABOUT_OTHERS
    return refuse(Refusal.FLAGGED) if rests else None


def read_gate(world: World, member: MemberId, article: Article) -> Refused | None:
    """Refuse a member who has neither read the article nor written it."""
    if not world.books.gates or member in article.authors:
        return None
    if world.get(Reading, (member, article.article)) is not None:
        return None
    return refuse(Refusal.NOT_READ)
