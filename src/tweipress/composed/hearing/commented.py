"""Whom a new comment concerns: who is answered, who is mentioned, and the article's author."""

from collections.abc import Mapping, Sequence

from tweipress.bank.queries.bulk.journal import Posted
from tweipress.comments import queries as comments
from tweipress.comments.edits import queries as edits
from tweipress.comments.queries import PublicComment
from tweipress.core.ids import CommentId, MemberId
from tweipress.core.units import moment
from tweipress.notifications.actions import Heard
from tweipress.notifications.queries import Kind
from tweipress.people import queries as people
from tweipress.people.muting import queries as muting

COMMENT = "comment"


def heard(postings: Sequence[Posted], authors: Mapping[int, int]) -> dict[int, list[Heard]]:
    """Return what members are to be told of new comments, by posting; of imported ones nobody is.

    Each member is told of a comment once: of an answer before a mention, and of a mention before
    a comment on their article.
    """
    new = [row for row in postings if row.act == COMMENT and not row.body.get("importer")]
    rows = comments.sent(CommentId(posted.body["comment"]) for posted in new)
    answered = comments.by_numbers({row.parent for row in rows.values() if row.parent})
    names = _names(rows)
    members = people.numbers_by_name({name for own in names.values() for name in own})
    told: dict[int, list[Heard]] = {}
    for posted in new:
        row = rows.get(CommentId(posted.body["comment"]))
        about: dict[int, Heard] = {}
        if author := authors.get(posted.article):
            about[author] = _heard(posted, author, Kind.COMMENT, posted.article)
        if row is not None and not row.is_hidden:
            for name in names[row.number]:
                if member := members.get(name):
                    about[member] = _heard(posted, member, Kind.MENTION, row.number)
            if row.parent and (parent := answered.get(row.parent)):
                about[parent.writer] = _heard(posted, parent.writer, Kind.REPLY, parent.number)
        about.pop(posted.member, None)
        told[posted.seq] = [
            event
            for member, event in about.items()
            if posted.member not in muting.muted_by(MemberId(member))
        ]
    return told


def _names(rows: Mapping[CommentId, PublicComment]) -> dict[CommentId, list[str]]:
    """Return the names in comments as they were sent: what an edit adds is no part of that."""
    changed = [number for number, row in rows.items() if row.is_changed]
    first = edits.first_texts(changed) if changed else {}
    return {number: comments.named(first.get(number, row.text)) for number, row in rows.items()}


def _heard(posted: Posted, member: int, kind: Kind, subject: int) -> Heard:
    return Heard(
        MemberId(member),
        kind,
        moment(posted.at_ms),
        subject=subject,
        article=posted.article,
        by=posted.member,
    )
