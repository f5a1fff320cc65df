"""The versions of an article as readers see them, and taking the text of one away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles.desk import queries as desk
from tweipress.articles.queries import Article, Piece, versions
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.people.queries import factors

KINDS: Final[Mapping[str, Promise]] = {
    "title": _("Title"),
    "lead": _("Lead"),
    "section": _("News section"),
    "heading": _("Heading"),
    "subheading": _("Subheading"),
    "paragraph": _("Paragraph"),
    "item": _("List item"),
    "quote": _("Quote"),
    "source": _("Source of a quote"),
    "code": _("Line of code"),
    "row": _("Row of a table"),
    "caption": _("Caption"),
    "picture": _("Picture"),
    "credit": _("Credit of a picture"),
    "embed": _("Embedded page"),
    "note": _("Footnote"),
}
CHANGES: Final[Mapping[str, Promise]] = {
    "same": _("changed"),
    "removed": _("deleted"),
    "added": _("added"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A changed line with the words for it, or how many lines in between were kept."""

    row: versions.Row
    kind: Promise | str
    change: Promise | str


@dataclass(frozen=True, slots=True)
class Shown:
    """A version: when, by whom, and what it changed since version number `since`.

    `day` is there for the first version: that of the publication.
    """

    number: int
    revision: versions.Revision
    day: date | None
    is_newest: bool
    changes: tuple[Change, ...] = ()
    since: int = 0

    @property
    def is_compared_with_last(self) -> bool:
        """Tell whether the version before this one still has its text."""
        return self.since == self.number - 1


@dataclass(frozen=True, slots=True)
class History:
    """A page of versions, newest first; `older` is the number before which the next begins."""

    article: Article
    versions: tuple[Shown, ...]
    older: int


@dataclass(frozen=True, slots=True)
class Whole:
    """One version whole. `is_removable` offers to take its text away.

    `is_restorable` offers its text to those who may work on the article.
    """

    article: Article
    version: Shown
    pieces: tuple[Piece, ...]
    is_removable: bool
    is_restorable: bool
    reason_max: int = versions.REASON_CHARS


@books.read_session()
def history(article: Article, before: int) -> History:
    """Return a page of the versions that readers were shown."""
    page, older = versions.page(article, before)
    shown = tuple(
        _shown(article, each.revision, tuple(change(row) for row in each.rows), each.since)
        for each in page
    )
    return History(article, shown, older)


@books.read_session()
def whole(article: Article, revision: versions.Revision, viewer: MemberId | None) -> Whole:
    """Return a version whole, for a member or a visitor."""
    is_removable = (
        viewer is not None
        and versions.removal_refusal(viewer, article, revision) is None
        and factors.is_open(viewer, Right.REMOVE_VERSION)
    )
    shown, pieces = _shown(article, revision), versions.whole(revision)
    is_restorable = (
        viewer is not None
        and not revision.is_gone
        and not shown.is_newest
        and desk.may_work_on(article, viewer)
    )
    return Whole(article, shown, pieces, is_removable, is_restorable)


def _shown(
    article: Article,
    revision: versions.Revision,
    changes: tuple[Change, ...] = (),
    since: int = 0,
) -> Shown:
    number = revision.number or 0
    day = article.date if number == 1 else None
    return Shown(number, revision, day, number == article.versions, changes, since)


def change(row: versions.Row) -> Change:
    """Return a changed line with the words for it."""
    return Change(row, KINDS.get(row.kind, ""), CHANGES[row.change])
