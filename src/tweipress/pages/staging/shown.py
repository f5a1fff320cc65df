"""What the page of a text that waits shows: what it would change, and whether it can be shown."""

from dataclasses import dataclass

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article, Revision, editions
from tweipress.articles.staging import queries as staging
from tweipress.articles.staging.queries import NoticeForm, StagedText
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.pages.blocks.versions import Change, change
from tweipress.pages.staging.lanes import Lane


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits, None if none does, and what showing it would change.

    `newest` is the version that readers see, if it came after that text was saved. `unshown` says
    why it cannot be shown now, and `kept_bps` how much of an approved text has to stay.
    """

    article: Article
    waits: StagedText | None
    base: str
    changes: tuple[Change, ...]
    newest: Revision | None
    unshown: Refused | None
    kept_bps: int
    form: NoticeForm


def waiting(member: MemberId, article: Article, form: NoticeForm) -> Waiting:
    """Return what the page of the text that waits shows."""
    waits = staging.current(article)
    is_outdated = waits is not None and staging.is_outdated(article, waits)
    rows = staging.differences(article, waits.text) if waits is not None else ()
    return Waiting(
        article=article,
        waits=waits,
        base=staging.edition(article, waits),
        changes=tuple(change(row) for row in rows),
        newest=editions.newest(article) if is_outdated else None,
        unshown=books.ban_refusal(member) or articles.saving(member, article),
        kept_bps=articles.kept_bps(article),
        form=form,
    )


def of_form(lane: Lane) -> dict[str, str]:
    """Return what a form begins with, whose section is one of the choices."""
    return dict(articles.as_form(lane.saved)) if lane.saved is not None else {}
