"""The newest comments of the site, for moderators."""

from dataclasses import dataclass
from typing import Final

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.bank.queries import ANY_TEXT, CommentBooks
from tweipress.comments import queries as comments
from tweipress.comments.actions import hides_text
from tweipress.comments.queries import PublicComment
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.ids import MemberId
from tweipress.core.records.comment import CommentEnd
from tweipress.http.links import post_path
from tweipress.people import queries as people
from tweipress.people.queries import Card

ROWS: Final = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """A comment outside its thread, its writer, its votes, and the article that it is on."""

    comment: PublicComment
    writer: Card
    votes: CommentBooks
    title: str
    url: str
    is_hidden: bool
    is_removable: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """A page of the newest comments; `older_before` asks for the next one, 0: there is none."""

    rows: tuple[Listed, ...]
    older_before: int
    reason_max: int = comments.REASON_MAX


@books.read_session()
def latest(moderator: MemberId, before: int = 0) -> Latest:
    """Return the newest public comments before number `before` (0: from the end)."""
    rows = comments.latest(before, ROWS + 1)
    records = books.comments([row.number for row in rows], None)
    shown = [row for row in rows[:ROWS] if row.number in records]
    cards = people.cards({row.writer for row in shown})
    posts = articles.by_numbers([row.article for row in shown])
    return Latest(
        rows=tuple(
            Listed(
                comment=row,
                writer=cards[row.writer],
                votes=records[row.number],
                title=posts[row.article].title,
                url=post_path(posts[row.article].slug, f"comment-{row.number}"),
                is_hidden=_is_hidden(row, records[row.number]),
                is_removable=not row.is_hidden and _can_remove(moderator, row),
            )
            for row in shown
            if row.article in posts
        ),
        older_before=rows[ROWS - 1].number if len(rows) > ROWS else 0,
    )


def _is_hidden(row: PublicComment, record: CommentBooks) -> bool:
    return row.is_hidden or (record.ended == CommentEnd.REMOVED and not row.is_restored)


def _can_remove(moderator: MemberId, row: PublicComment) -> bool:
    return hides_text(books.refusal_of(RemoveComment(moderator, row.number, ANY_TEXT)))
