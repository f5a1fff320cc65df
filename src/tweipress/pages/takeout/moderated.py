"""What a member reported, what of theirs had to wait, and what they decided as a moderator."""

from collections.abc import Iterator
from typing import Final

from tweipress.comments.edits import queries as edits
from tweipress.comments.holding import queries as holding
from tweipress.comments.reports import queries as reports
from tweipress.core.ids import MemberId
from tweipress.moderation.queue import queries as queue
from tweipress.pages.takeout.archive import Archive

Rows = Iterator[tuple[object, ...]]
REPORTS: Final = ("comment", "article", "at", "reason", "words", "outcome", "decided")
WAITS: Final = ("comment", "article", "at", "why", "state", "decided", "reason")
CHANGES: Final = ("comment", "kind", "text", "at", "likes", "dislikes", "removed", "reason")
DECISIONS: Final = ("comment", "at", "decision", "reason")


def write_reports(archive: Archive, name: str, member: MemberId) -> None:
    """Write the comments that the member reported, and what became of that."""
    rows: Rows = (
        (row.comment, row.article, row.at, row.reason, row.words, row.outcome, row.decided_at)
        for row in reports.of_reporter(member)
    )
    archive.table(name, REPORTS, rows)


def write_waits(archive: Archive, name: str, member: MemberId) -> None:
    """Write which comments of the member had to wait, why, and what was decided."""
    rows: Rows = (
        (row.comment, row.article, row.at, row.why, row.state, row.decided_at, row.reason)
        for row in holding.of_writer(member)
    )
    archive.table(name, WAITS, rows)


def write_edits(archive: Archive, name: str, member: MemberId) -> None:
    """Write the earlier texts of the member's comments, and the notes added to them."""
    rows: Rows = (
        (
            *(row.comment, row.kind, row.text, row.at),
            *(row.likes, row.dislikes, row.removed_at, row.reason),
        )
        for row in edits.of_writer(member)
    )
    archive.table(name, CHANGES, rows)


def write_decisions(archive: Archive, name: str, member: MemberId) -> None:
    """Write what the member decided about comments as a moderator."""
    rows: Rows = ((row.comment, row.at, row.deed, row.reason) for row in queue.decided_by(member))
    archive.table(name, DECISIONS, rows)
