"""What moderators decided about a member, and what was noted: as the member may read it."""

from collections.abc import Iterator

from tweipress.core.ids import MemberId
from tweipress.decisions import queries as decisions
from tweipress.moderation.appeals import queries as appeals
from tweipress.moderation.sanctions import queries as sanctions
from tweipress.pages.takeout.archive import Archive
from tweipress.people.muting import queries as muting


def write_decisions(archive: Archive, name: str, member: MemberId) -> None:
    """Write the decisions about the member, without who decided, oldest first."""
    columns = ("number", "decided", "kind", "reason", "words", "ends", "ended", "article")
    rows = decisions.all_about(member)
    archive.table(
        name,
        (*columns, "comment"),
        (
            (
                *(row.pk, row.at, row.kind, row.why, row.words, row.ends_at, row.ended_at),
                *(row.article, row.comment),
            )
            for row in rows
        ),
    )


def write_appeals(archive: Archive, name: str, member: MemberId) -> None:
    """Write the member's appeals and their answers, without who answered."""
    columns = ("decision", "made", "text", "due", "answered", "outcome", "reason")
    rows = appeals.made_by(member)
    archive.table(
        name,
        columns,
        (
            (
                *(row.decision_id, row.at, row.text, row.due_at, row.answered_at),
                *(row.outcome, row.words),
            )
            for row in rows
        ),
    )


def write_muted(archive: Archive, name: str, member: MemberId) -> None:
    """Write whom the member has muted or blocked."""
    rows = muting.listed(member)
    archive.table(
        name,
        ("member", "kind", "since"),
        ((row.name, "blocked" if row.blocks else "muted", row.at) for row in rows),
    )


def write_memos(archive: Archive, name: str, member: MemberId) -> None:
    """Write what moderators noted about the member and nobody else, and what the member noted."""
    archive.table(name, ("kind", "noted", "text"), _memos(member))


def _memos(member: MemberId) -> Iterator[tuple[object, ...]]:
    for memo in sanctions.told(member):
        yield "about you", memo.at, memo.text
    for memo in sanctions.memos_by(member):
        yield "by you", memo.at, memo.text
    if withheld := sanctions.withheld_count(member):
        yield "about you", "", f"{withheld} more, which may name others: ask the operator"
