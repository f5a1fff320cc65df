"""The block of a member's own cases."""

from tweipress.bank import queries as books
from tweipress.composed.cases import Case, shown
from tweipress.core.ids import MemberId
from tweipress.moderation import queries as moderation


def own_cases_block(member: MemberId) -> dict[str, object]:
    """Return the block of a member's own cases."""
    return {
        "cases": own_cases(member),
        "text_max": moderation.TEXT_MAX,
        "tariff": books.tariff(),
    }


def own_cases(member: MemberId) -> list[Case]:
    """Return every case of a member, newest first."""
    return shown(moderation.of_member(member))
