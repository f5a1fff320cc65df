"""Ban: a member may only read from now on; whoever answered for him loses that word, and XP.

Nothing is taken: what the member has stays his, and what vests matures.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tweipress.core.facts import Fact, Member
from tweipress.core.gates import right_gate
from tweipress.core.outcome import Outcome, Refused, refuse
from tweipress.core.refusals import Refusal
from tweipress.core.tariff import Tariff
from tweipress.core.ties import Ban as BanFact
from tweipress.core.ties import Invitation, Vouch
from tweipress.core.vouching import answers_for, without_xp
from tweipress.core.world import World

Word = Invitation | Vouch


@dataclass(frozen=True, slots=True)
class Ban:
    """Ban `member` for a reason, or lift his ban; `by` 0 is the operator's console."""

    member: int
    reason: str
    lifted: bool = False
    by: int = 0


def judge(act: Ban, world: World, tariff: Tariff, now_ms: int) -> Outcome | Refused:
    """Accept from a moderator or an operator; whoever holds a role loses that first."""
    if refused := right_gate(world, act.by, "ban"):
        return refused
    member = world.get(Member, act.member)
    if member is None:
        return refuse(Refusal.UNKNOWN_MEMBER)
    if not act.reason.strip():
        return refuse(Refusal.REASON_MISSING)
    if act.lifted:
        return _lift(act, world, member, now_ms)
    if member.banned:
        return refuse(Refusal.ALREADY_BANNED)
    if member.roles:
        return refuse(Refusal.ROLE_HELD)
    return Outcome(
        facts=(
            member._replace(banned=True, trust=0),
            BanFact(act.member, act.by, act.reason, now_ms),
            *_lost(world, act.member, tariff, now_ms),
        )
    )


def _lift(act: Ban, world: World, member: Member, now_ms: int) -> Outcome | Refused:
    """Give back what the ban took: the right to act, and others their words and their XP."""
    ban = world.get(BanFact, act.member)
    if ban is None or not member.banned:
        return refuse(Refusal.NOT_BANNED)
    return Outcome(
        facts=(
            member._replace(banned=False),
            ban._replace(lifted_ms=now_ms),
            *_regained(world, act.member),
        )
    )


def _words(world: World, member: int) -> Iterator[tuple[int, Word]]:
    """Yield who ever answered for a member, and how."""
    invitation = world.get(Invitation, member)
    if invitation is not None:
        yield invitation.inviter, invitation
    for vouch in world.vouches_for(member):
        yield vouch.member, vouch


def _lost(world: World, member: int, tariff: Tariff, now_ms: int) -> tuple[Fact, ...]:
    """Return those who answer for a member, poorer by XP, and their words, lost."""
    losers: dict[int, Member] = {}
    words: list[Fact] = []
    for who, word in _words(world, member):
        loser = losers.get(who) or world.get(Member, who)
        if loser is None:
            continue
        price_xp = tariff.invite_lost_xp
        if isinstance(word, Vouch):
            if not answers_for(word, tariff, now_ms):
                continue
            price_xp = tariff.vouch_lost_xp
        losers[who], lost_xp = without_xp(loser, price_xp)
        words.append(word._replace(lost=True, lost_xp=lost_xp))
    return (*losers.values(), *words)


def _regained(world: World, member: int) -> tuple[Fact, ...]:
    """Return the same people and words as they were before."""
    winners: dict[int, Member] = {}
    words: list[Fact] = []
    for who, word in _words(world, member):
        winner = winners.get(who) or world.get(Member, who)
        if winner is None or not word.lost:
            continue
        winners[who] = winner._replace(xp_trust=winner.xp_trust + word.lost_xp)
        words.append(word._replace(lost=False, lost_xp=0))
    return (*winners.values(), *words)
