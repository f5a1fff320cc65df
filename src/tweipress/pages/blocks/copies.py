"""What is written and not saved: a page's working copy, others of the same text, and conflicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article, Revision, TextForm, content, editions
from tweipress.articles.staging import queries as staging
from tweipress.autosave import queries as autosave
from tweipress.autosave.queries import Sheet, WorkingCopy
from tweipress.composed.copies import Unsaved, unsaved
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pages.blocks.versions import KINDS, Change
from tweipress.pages.staging import lanes
from tweipress.pages.staging.lanes import Kept, Lane

SIDES: Final[Mapping[str, Promise]] = {
    "same": _("different"),
    "removed": _("only in the saved text"),
    "added": _("only in yours"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is saved, beside another text: who saved it and when, and how the two differ.

    `changes` is None for a text that is too unfinished to be compared. `earlier` is the version
    that was opened, if the other text is an earlier version. `is_outdated`: what is saved came
    after a text that waits, which is the other one.
    """

    newest: Kept | None
    changes: tuple[Change, ...] | None
    title: str
    body: str
    earlier: Kept | None = None
    is_outdated: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What an editor's page begins with: a form's fields, its sheet, and perhaps a conflict.

    `refused` says why it is not the version that was asked for.
    """

    fields: Mapping[str, str]
    sheet: Sheet
    conflict: Conflict | None = None
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of an article that its writer can go back to; `staged` were never shown."""

    article: Article
    unsaved: tuple[Unsaved, ...]
    versions: tuple[Revision, ...]
    newest: int
    staged: tuple[staging.StagedText, ...]


class Held(NamedTuple):
    """What an editor's page goes on with: its sheet, and what is in the way of its text."""

    sheet: Sheet
    conflict: Conflict | None = None
    is_kept: bool = True


def opening(member: MemberId, lane: Lane, asked: Mapping[str, str]) -> Opening:
    """Return what the editor opens: what is saved, or a copy or a version that was asked for."""
    base, saved = lane.edition, lane.saved
    copy = autosave.one(member, asked.get("copy", ""))
    if copy is not None and copy.subject == lane.subject:
        is_old = saved is not None and copy.base != base
        beside = conflict(lane, TextForm(copy.fields), base=copy.base) if is_old else None
        return Opening(as_typed(copy), autosave.fresh(base, copy), beside)
    if saved is None:
        return Opening({}, autosave.fresh(base))
    earlier = lane.earlier(asked)
    if earlier is None:
        fields = articles.as_form(saved)
        beside = conflict(lane, TextForm(dict(fields)), base=base) if lane.is_outdated else None
        gone = refuse(Refusal.VERSION_GONE) if lane.is_gone(asked) else None
        return Opening(fields, autosave.fresh(base), beside, gone)
    fields = articles.as_form(earlier)
    beside = conflict(lane, TextForm(dict(fields)), earlier)
    return Opening(fields, autosave.fresh(base), beside)


def conflict(
    lane: Lane, form: TextForm, earlier: Kept | None = None, *, base: str = ""
) -> Conflict:
    """Return what is saved beside the text of a form, whose writer began from `base`."""
    text = form.text if form.is_valid() else None
    saved = lane.beside(base)
    return Conflict(
        newest=lane.newest(saved),
        changes=_changes(saved, text) if text is not None else None,
        title=saved.title,
        body=articles.editor_text(saved),
        earlier=earlier,
        is_outdated=base == lane.edition,
    )


def texts(member: MemberId, article: Article) -> Texts:
    """Return what a member has not saved of an article, and all that was saved of it."""
    versions = editions.kept(article)
    newest = editions.newest(article)
    typed, kept = unsaved(member, lanes.own(article)), staging.kept(article)
    if not article.is_draft:
        typed += unsaved(member, lanes.staged(article))
    return Texts(article, typed, tuple(versions), newest.pk if newest else 0, tuple(kept))


def as_typed(copy: WorkingCopy) -> Mapping[str, str]:
    """Return the fields of a copy, with the body as Markdown whichever editor has written it."""
    return dict(TextForm(copy.fields).data)


def _changes(saved: Article | staging.StagedText, text: content.Text) -> tuple[Change, ...]:
    rows = staging.differences(saved, text)
    return tuple(Change(row, KINDS.get(row.kind, ""), SIDES[row.change]) for row in rows)
