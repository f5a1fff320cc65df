"""Edits: changing a published text, how far that may go, and what the books are told before."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.db import transaction

from tweipress import bank
from tweipress.articles import approvals, repeats
from tweipress.articles.bounds import edits_gate
from tweipress.articles.drafts import LockedError, checked, indexed, is_same, newer, store
from tweipress.articles.figures import undescribed
from tweipress.articles.models import Article
from tweipress.articles.search import actions as index
from tweipress.articles.text import content
from tweipress.articles.versions import is_taken_away
from tweipress.bank import queries as books
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.ids import NO_ARTICLE, ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.reading import length_gate
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.request_keys import fresh_key

BPS_PER_PERCENT: Final = 100


def edit(
    writer: MemberId,
    article: Article,
    data: Mapping[str, Any],
    base: str | None = None,
    *,
    also: Callable[[], Refused | None] = lambda: None,
) -> Refused | None:
    """Give a published article a new text; return None when done. Price, date and timing stay.

    `base` is the version that the text began from (editions.py): a newer one is not overwritten.
    `also` is done with it or not at all; what it refuses is not changed.

    The new text is cut into as many parts as the books count. If it repeats another article, it
    pays nobody from now on, until an editor has looked at it. If a review approved the article,
    most of the approved text has to stay. ContentError as for a draft.
    """
    text = checked(data)
    if article.is_taken_back:
        return refuse(Refusal.ARTICLE_UNDONE)
    if refused := newer(article, text, base):
        return refused
    if not is_same(article, text) and (refused := edits_gate(article, writer)):
        return refused
    if refused := length_gate(text.words, books.tariff()) or undescribed(text):
        return refused
    if refused := _far_from_approved(article, text):
        return refused
    of, new = _repeated(article, text), approvals.digest_of(text)
    if is_taken_away(article, new):
        return refuse(Refusal.VERSION_GONE)
    # Before the text is changed, so that no crash leaves a copy payable. And after, in case an
    # editor has let the old text be paid meanwhile, or another has published the new one.
    if of and (refused := tell_repeat(article, of, new)):
        return refused
    try:
        with transaction.atomic():
            store(article, text, writer, base)
            repeats.replace(article, indexed(text))
            index.put(article.pk)
            if refused := also():
                raise LockedError(refused)  # it undoes what was stored
    except LockedError as locked:  # others have edited it meanwhile, as often as fits
        return locked.refused
    of = repeats.repeated_by(article, indexed(text)) or of
    return tell_repeat(article, of, new) if of else None


def _far_from_approved(article: Article, text: content.Text) -> Refused | None:
    """Refuse a text that differs too much from the approved one, so that edits do not add up."""
    kept_bps = approvals.kept_of_approved_bps(article, text)
    needed_bps = books.tariff().review_kept_bps
    if kept_bps is None or kept_bps >= needed_bps:
        return None
    kept_percent, needed_percent = kept_bps // BPS_PER_PERCENT, needed_bps // BPS_PER_PERCENT
    return refuse(Refusal.EDIT_TOO_FAR, kept_percent=kept_percent, needed_percent=needed_percent)


def tell_repeat(article: Article, of: ArticleId, digest: str) -> Refused | None:
    """Tell the books which text of an article repeats another; return None if they know it now."""
    act = FindRepeat(ArticleId(article.pk), of, digest=digest)
    answered = bank.do(act, key=fresh_key())
    if isinstance(answered, Refused) and answered.reason is not Refusal.ALREADY_FOUND:
        return answered
    return None


def _repeated(article: Article, text: content.Text) -> ArticleId:
    """Return the article that is repeated now, or was when this one began to wait for an editor."""
    known = books.repeat(ArticleId(article.pk))
    waits_for = known.of if known is not None and known.is_waiting else NO_ARTICLE
    return repeats.repeated_by(article, indexed(text)) or waits_for
