"""What a member was told, what they chose to be told of, and the browsers that they added."""

from typing import Final

from tweipress.composed.hearing.saying import said
from tweipress.core.ids import MemberId
from tweipress.notifications import queries as notifications
from tweipress.pages.takeout.archive import Archive
from tweipress.pages.takeout.naming import portions

LINES: Final = ("kind", "text", "address", "at", "read")


def write_told(archive: Archive, name: str, member: MemberId) -> None:
    """Write what the member was told and is kept, oldest first."""
    archive.table(
        name,
        LINES,
        (
            (row.kind, line.text, line.path, row.at, row.read_at)
            for portion in portions(notifications.of_member(member))
            for row, line in zip(portion, said(portion, member), strict=True)
        ),
    )


def write_choices(archive: Archive, name: str, member: MemberId) -> None:
    """Write what the member switched on or off, and the browsers; no keys or secret addresses."""
    chosen = notifications.switches(member)
    archive.data(
        name,
        {
            "switched": [
                {"kind": kind, "channel": channel, "on": is_on}
                for (kind, channel), is_on in sorted(chosen.items())
            ],
            "devices": [
                {"name": row.name, "added": row.added_at} for row in notifications.devices(member)
            ],
        },
    )
