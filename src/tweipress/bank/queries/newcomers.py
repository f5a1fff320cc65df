"""Whether a member may invite or vouch for one person more: the rules, asked about a newcomer.

A code that has not been used names nobody yet. So the rule of `Invite` is asked in a world where
somebody has just joined, and where every code that waits has already brought in a guest.
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


class WorldWithGuests:
    """The books as they would be with a newcomer, and with some guests more of one inviter."""

    def __init__(self, world: World, inviter: MemberId, guests: int, now_ms: int) -> None:
        self._world = world
        self._inviter = inviter
        self._newcomer = Member(NEWCOMER, joined_ms=now_ms)
        self._guests = [
            Invitation(MemberId(NEWCOMER - 1 - place), inviter, now_ms) for place in range(guests)
        ]

    def __getattr__(self, name: str) -> Any:
        """Answer every other question as the world below does."""
        return getattr(self._world, name)

    def get(self, kind: type[Any], key: Any) -> Any:
        """Return the newcomer, or the record that the world below has."""
        is_newcomer = kind is Member and key == NEWCOMER
        return self._newcomer if is_newcomer else self._world.get(kind, key)

    def invitations_by(self, member: MemberId) -> Sequence[Invitation]:
        """Return whom a member brought in, with the guests of the codes that wait."""
        known = self._world.invitations_by(member)
        return [*known, *self._guests] if member == self._inviter else known


def preview_invitation(inviter: MemberId, waiting_codes: int = 0) -> Preview:
    """Ask what `Invite` would say if all codes that wait were used and one more person joined."""
    return _preview(Invite(inviter, NEWCOMER), inviter, waiting_codes)


def preview_new_vouch(member: MemberId) -> Preview:
    """Ask what `Vouch` would say for somebody for whom the member has never vouched."""
    return _preview(Vouch(member, NEWCOMER), member)


def _preview(act: Act, member: MemberId, guests: int = 0) -> Preview:
    now_ms = clock.now_ms()
    world = cast("World", WorldWithGuests(current_world(), member, guests, now_ms))
    return preview_in(world, act, now_ms)
