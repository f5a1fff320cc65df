"""What moderators leave on the sample site: a mute, and a note about its member."""

from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.http.request_keys import fresh_key
from tweipress.moderation.sanctions import actions as sanctions
from tweipress.moderation.sanctions.actions import Sanction


def moderate(moderator: MemberId, member: MemberId) -> None:
    """Mute a member for a day, and note why for the other moderators."""
    asked = Sanction("mute", "insult", "Three insults in an hour.", "1")
    assert not isinstance(sanctions.sanction(moderator, member, asked, fresh_key()), Refused)
    assert sanctions.note(moderator, member, "Was kind for years.", names_nobody=True) is None
