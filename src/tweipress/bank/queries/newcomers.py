"""Previews for somebody who is no member yet: the rules, asked in books with a newcomer.

A visitor sees what a newcomer would be offered. A code that has not been used names nobody yet, so
the rule of `Invite` is asked in a world where somebody has just joined, and where every code that
waits has already brought in a guest.
"""

from collections.abc import Sequence
from typing import Any, Final, cast

from tweipress.bank import clock
from tweipress.bank.queries.previews import Preview, preview_in
from tweipress.bank.storage.read_session import current_world
from tweipress.core.acts.members.invite import Invite
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import MemberId
from tweipress.core.records.invitation import Invitation
from tweipress.core.records.member import Member
from tweipress.core.state.registry import Act
from tweipress.core.state.world import World

NEWCOMER: Final = MemberId(2**63 - 1)
"""The number of a member who does not exist; it is never given out."""


class WorldWithNewcomer:
    """The books with one more member: untrusted, of level 1, with no record but the membership."""

    def __init__(self, world: World, now_ms: int) -> None:
        """Let the newcomer join at `now_ms`."""
        self._world = world
        self._newcomer = Member(NEWCOMER, joined_ms=now_ms)

    def __getattr__(self, name: str) -> Any:
        """Answer every other question as the world below does."""
        return getattr(self._world, name)

    def get(self, kind: type[Any], key: Any) -> Any:
        """Return a record; no query is made for records that the newcomer cannot have."""
        if NEWCOMER not in (key if isinstance(key, tuple) else (key,)):
            return self._world.get(kind, key)
        return self._newcomer if kind is Member else None


class WorldWithGuests(WorldWithNewcomer):
    """The same, with some guests more of one inviter."""

    def __init__(self, world: World, now_ms: int, inviter: MemberId, guests: int) -> None:
        """Let the newcomer and the guests join at `now_ms`."""
        super().__init__(world, now_ms)
        self._inviter = inviter
        self._guests = [
            Invitation(MemberId(NEWCOMER - 1 - place), inviter, now_ms) for place in range(guests)
        ]

    def invitations_by(self, member: MemberId) -> Sequence[Invitation]:
        """Return whom a member brought in, with the guests of the codes that wait."""
        known = self._world.invitations_by(member)
        return [*known, *self._guests] if member == self._inviter else known


def with_newcomer(world: World, now_ms: int) -> World:
    """Return the world with a newcomer who joins at `now_ms`."""
    return cast("World", WorldWithNewcomer(world, now_ms))


def preview_invitation(inviter: MemberId, waiting_codes: int = 0) -> Preview:
    """Ask what `Invite` would say if all codes that wait were used and one more person joined."""
    return _preview(Invite(inviter, NEWCOMER), inviter, waiting_codes)


def preview_new_vouch(member: MemberId) -> Preview:
    """Ask what `Vouch` would say for somebody for whom the member has never vouched."""
    return _preview(Vouch(member, NEWCOMER), member)


def _preview(act: Act, member: MemberId, guests: int = 0) -> Preview:
    now_ms = clock.now_ms()
    world = cast("World", WorldWithGuests(current_world(), now_ms, member, guests))
    return preview_in(world, act, now_ms)
