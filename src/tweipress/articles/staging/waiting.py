"""Texts that wait beside the one that readers see: saved, shown by an edit, or thrown away."""

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from tweipress.articles.approvals import digest, digest_of
from tweipress.articles.drafts import COPIED, checked
from tweipress.articles.editions import edition as shown_edition
from tweipress.articles.edits import edit
from tweipress.articles.models import Article
from tweipress.articles.staging.models import StagedText
from tweipress.articles.staging.notices import tell
from tweipress.articles.versions import is_taken_away
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures import actions as library
from tweipress.pictures.queries import STAGED

EARLIER_MAX: Final = 10
"""Texts of an article that no longer wait, as many as earlier ones of a draft: the oldest go."""
PART_CHARS: Final = 32
NONE: Final = "none"

Said = tuple[str, str]
"""Kind and text of a notice."""


def current(article: Article) -> StagedText | None:
    """Return the text that waits to be shown, with its writer; not one that is shown already."""
    rows = StagedText.objects.filter(article=article.pk, is_current=True)
    waits = rows.select_related("writer").first()
    return waits if waits is not None and waits.digest != digest(article) else None


def edition(article: Article, waits: StagedText | None) -> str:
    """Return the name of what is known of an article: the text that waits, and the shown one."""
    own = waits.digest[:PART_CHARS] if waits is not None else NONE
    return f"staged.{own}.{digest(article)[:PART_CHARS]}"


def knows_waiting(base: str, waits: StagedText | None) -> bool:
    """Tell whether who began from `base` has seen the text that waits, or that none does."""
    own = waits.digest[:PART_CHARS] if waits is not None else NONE
    return base.startswith(f"staged.{own}.")


def seen(base: str, waits: StagedText) -> str:
    """Return what who began from `base` knows after a look at the text that waits.

    Of the text that readers see it is what it was: a newer one they have not seen yet.
    """
    return f"staged.{waits.digest[:PART_CHARS]}.{base.rpartition('.')[2][:PART_CHARS]}"


def subject(article: Article) -> str:
    """Return what working copies of a text that waits are about."""
    return f"staged:{article.pk}"


def save(writer: MemberId, article: Article, data: Mapping[str, Any], base: str) -> Refused | None:
    """Keep a changed text of a published article without showing it; return None when done.

    `base` is what its writer knew (`edition`): neither a newer text that waits nor a newer one that
    readers see is passed over. One that is saved over can be brought back. ContentError as for a
    draft.
    """
    text = checked(data)
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        if not stored.is_published:
            return refuse(Refusal.ARTICLE_UNDONE)
        waits, new = current(stored), digest_of(text)
        if base != edition(stored, waits):
            is_same = new == (waits.digest if waits else digest(stored))
            return None if is_same else refuse(Refusal.VERSION_NEWER)
        if is_taken_away(stored, new):
            return refuse(Refusal.VERSION_GONE)
        if waits is not None and (waits.digest, waits.since) == (new, digest(stored)):
            return None
        _end(stored)
        StagedText.objects.create(
            article=stored,
            writer_id=writer,
            since=digest(stored),
            digest=new,
            is_current=new != digest(stored),
            **dict(zip(COPIED, (text.title, text.lead, text.section, text.as_json()), strict=True)),
        )
        library.note_uses(STAGED, stored.pk, [picture.picture for picture in text.pictures])
        _forget_oldest(stored)
    return None


def show(writer: MemberId, article: Article, base: str, said: Said | None = None) -> Refused | None:
    """Show readers the text that waits, as an edit; return None when done.

    `said` is what they are told with it. Every check and limit of an edit holds.
    """
    if article.is_taken_back:
        return refuse(Refusal.ARTICLE_UNDONE)
    waits = current(article)
    if waits is None:
        return refuse(Refusal.STAGED_GONE)
    if base != edition(article, waits):
        return refuse(Refusal.VERSION_NEWER)
    text = waits.text
    data = {name: getattr(waits, name) for name in COPIED}

    def end() -> Refused | None:
        ended = StagedText.objects.filter(pk=waits.pk, is_current=True).delete()[0]
        if not ended:
            return refuse(Refusal.STAGED_GONE)
        if text.pictures:
            library.note_uses(STAGED, article.pk, ())
        return tell(writer, article, *said) if said else None

    return edit(writer, article, data, shown_edition(article), also=end)


def throw_away(article: Article, base: str) -> Refused | None:
    """Let a text wait no longer; it can be brought back, as one that was saved over."""
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        waits = current(stored)
        if waits is None:
            return refuse(Refusal.STAGED_GONE)
        if not knows_waiting(base, waits):
            return refuse(Refusal.VERSION_NEWER)
        _end(stored)
        _forget_oldest(stored)
    return None


def _end(article: Article) -> None:
    StagedText.objects.filter(article=article.pk, is_current=True).update(is_current=False)
    library.note_uses(STAGED, article.pk, ())


def _forget_oldest(article: Article) -> None:
    earlier = StagedText.objects.filter(article=article.pk, is_current=False).order_by("-pk")
    oldest = list(earlier.values_list("pk", flat=True)[EARLIER_MAX:])
    StagedText.objects.filter(pk__in=oldest).delete()
