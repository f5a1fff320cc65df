"""What moderators decided about a member, and what was noted: as the member may read it."""

from collections.abc import Iterator

from tweipress.core.ids import MemberId
from tweipress.decisions import queries as decisions
from tweipress.moderation.sanctions import queries as sanctions
from tweipress.pages.takeout.archive import Archive


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
