"""Writes about articles: drafts, publishing, edits, taking back, and letting repeats be paid."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from tweipress import bank
from tweipress.articles.approvals import digest, locked
from tweipress.articles.drafts import LockedError, checked, draw_again, store
from tweipress.articles.editions import subject
from tweipress.articles.edits import edit, tell_repeat
from tweipress.articles.figures import forget_uses
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import REASON_CHARS, Article, Fingerprint, Revision, first_language
from tweipress.articles.notes import actions as notes
from tweipress.articles.publishing import note_published, note_refused, publish
from tweipress.articles.search import actions as index
from tweipress.articles.staging import actions as staging
from tweipress.articles.text import content
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.versions import take_away
from tweipress.autosave import actions as autosave
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.core.acts.articles.clear_repeat import ClearRepeat
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.articles.undo_article import UndoArticle
from tweipress.core.acts.reviews.withdraw_review import WithdrawReview
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal, is_left_open
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.request_keys import fresh_key
from tweipress.http.text import unfit
from tweipress.security.actions import Event, noted

__all__ = [
    "ContentError",
    "Fault",
    "LockedError",
    "clear_repeat",
    "delete_draft",
    "delete_drafts",
    "delete_texts",
    "draw_again",
    "edit",
    "open_again_after",
    "publish",
    "resume_open",
    "save_draft",
    "save_old_draft",
    "take_away",
    "take_back",
]

CLEAR_REASON_CHARS = 500
NO_TITLE = "—"


def save_draft(
    author: MemberId,
    data: Mapping[str, Any],
    article: Article | None = None,
    base: str | None = None,
) -> Article:
    """Save title, lead, section and sections (docs/import.md) as a draft, and return it.

    `article` is the draft that they replace, and `base` the version of it that they began from:
    none that is newer is overwritten. An editor may save it too; its author stays.
    ContentError says what cannot be kept, LockedError why the draft cannot be changed now; then
    nothing is saved.
    """
    if article is None:  # in the language that the writer reads the site in, until filed otherwise
        article = Article(author_id=author, language=get_language() or first_language())
    return _save(article, data, author, base)


def save_old_draft(
    author: MemberId, data: Mapping[str, Any], import_key: str, shown_date: date
) -> Article:
    """Save an article that was published elsewhere as a draft, once; return it."""
    article = Article.objects.filter(import_key=import_key).first()
    if article is not None and article.asked:
        return (
            article  # it may be public already: what was sent stays until the books have answered
        )
    new = Article(author_id=author, import_key=import_key, shown_date=shown_date)
    return _save(article or new, data, author)


def _save(
    article: Article, data: Mapping[str, Any], writer: MemberId, base: str | None = None
) -> Article:
    text = checked(data)
    article.slug = article.slug or article.code
    store(article, text, writer, base)
    return article


def take_back(member: MemberId, article: Article, reason: str) -> Answer:
    """Take a published article back for a reason; what its lanes hold returns to the pool.

    The rule decides whether the member may: its author or an editor. If the books gave no answer
    to an earlier attempt, that one is sent again first.
    """
    reason = content.tidy(reason)
    if refused := unfit(reason, REASON_CHARS):
        return refused
    if article.is_draft:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    open_undo = Article.objects.filter(pk=article.pk, undo_seq=None)
    earlier = open_undo.filter(undo_by__isnull=False).first()
    if earlier is not None and earlier.undo_by_id is not None:
        first, why = MemberId(earlier.undo_by_id), earlier.undo_reason
        answered = _send_undo(article, first, why, was_open=True)
        if not isinstance(answered, Refused) or is_left_open(answered.reason, was_open=True):
            return answered
    if not open_undo.update(undo_by_id=member, undo_reason=reason):
        return refuse(Refusal.ARTICLE_UNDONE)
    return _send_undo(article, member, reason, was_open=False)


def _send_undo(article: Article, member: MemberId, reason: str, *, was_open: bool) -> Answer:
    """Send the act of a taking back that is saved, and write down the answer, if there is one."""
    act = UndoArticle(member=member, article=ArticleId(article.pk), reason=reason)
    answered = bank.do(act, key=article.undo_key)
    open_undo = Article.objects.filter(pk=article.pk, undo_seq=None)
    if not isinstance(answered, Refused):
        with transaction.atomic():
            open_undo.update(undo_seq=answered.seq, undo_by_id=member, undo_reason=reason)
            index.remove(article.pk)
        filing.retell(article)
    elif not is_left_open(answered.reason, was_open=was_open):
        open_undo.filter(undo_by_id=member).update(undo_by=None, undo_reason="")
    article.refresh_from_db()
    if member == article.author_id:
        return answered
    detail: dict[str, str | int | bool | None] = {"article": article.pk, "reason": reason}
    return noted(
        answered, Event.ARTICLE_TAKEN_BACK, member=article.author_id, by=member, detail=detail
    )


def delete_draft(article: Article) -> Refused | None:
    """Delete a draft with all its versions, for good; return why that cannot be, None when done.

    A review that its author asked for in this very moment is withdrawn: there is no text for it.
    """
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if stored is None:
            return None
        if not stored.is_draft:
            return refuse(Refusal.ALREADY_PUBLISHED)
        if refused := locked(stored):
            return refused
        autosave.forget(subject(stored))
        forget_uses([stored.pk])
        stored.revisions.all().delete()
        stored.delete()
    number, author = ArticleId(article.pk), MemberId(article.author_id)
    if (asked := books.review(number)) and asked.review.is_live:
        bank.do(WithdrawReview(author, number), key=f"withdraw:{fresh_key()}")
    return None


def delete_drafts(author: MemberId) -> None:
    """Delete what an author has never published, for good."""
    drafts = Article.objects.filter(author_id=author, posting_seq=None, asked=False)
    for draft in drafts.only("pk"):
        autosave.forget(subject(draft))
    forget_uses(drafts.values_list("pk", flat=True))
    Revision.objects.filter(article__in=drafts).delete()
    drafts.delete()


def delete_texts(author: MemberId) -> None:
    """Delete the texts of articles that their author has taken back, with all their versions.

    The articles stay, without a word, for the statements of those whom they have paid.
    """
    articles = Article.objects.filter(author_id=author, undo_seq__isnull=False)
    for article in articles.only("pk"):
        autosave.forget(subject(article))
    forget_uses(articles.values_list("pk", flat=True))
    Revision.objects.filter(article__in=articles).delete()
    Fingerprint.objects.filter(article__in=articles).delete()
    filing.forget(articles)
    staging.forget(articles)
    notes.forget(articles)
    articles.update(title=NO_TITLE, lead="", sections=[], made=[], part_words=[], index_text="")


def clear_repeat(editor: MemberId, article: Article, reason: str, key: str, read: str) -> Answer:
    """Let an article be paid that repeats another, for a reason that its author reads.

    `read` is the digest of the text that the editor was shown; the books are asked for that one.
    """
    reason = reason.strip()
    if refused := unfit(reason, CLEAR_REASON_CHARS):
        return refused
    if read != digest(article):
        return refuse(Refusal.REPEAT_CHANGED)
    known = books.repeat(ArticleId(article.pk))
    if known is not None and known.is_waiting and known.digest not in {"", read}:
        tell_repeat(article, known.of, read)  # an edit was cut off before its text was stored
    return bank.do(ClearRepeat(ArticleId(article.pk), reason, editor, read), key=key)


def resume_open() -> int:
    """Write down what a crash left open, and return how many articles that were.

    What the books know is noted. What they do not know did not happen and can be asked for again,
    because nobody should pay today for a click of yesterday.
    """
    asked = list(Article.objects.filter(asked=True, posting_seq=None))
    for article in asked:
        seq = books.find_posting(MemberId(article.author_id), article.act_key, Publish)
        if seq is None:
            note_refused(article, refuse(Refusal.BOOKS_FAILED))
            continue
        known = books.article(ArticleId(article.pk))
        assert known is not None, "its posting is in the books"
        note_published(article, seq, known.published_ms, known.time_to_read_s, known.sections)
    undone = list(Article.objects.filter(undo_by__isnull=False, undo_seq=None))
    for article in undone:
        assert article.undo_by_id is not None
        article.undo_seq = books.find_posting(
            MemberId(article.undo_by_id), article.undo_key, UndoArticle
        )
        if article.undo_seq is None:
            article.undo_by, article.undo_reason = None, ""
        with transaction.atomic():
            article.save(update_fields=["undo_seq", "undo_by", "undo_reason"])
            index.put(article.pk)
        filing.retell(article)
    return len(asked) + len(undone)


def open_again_after(last_seq: int, using: str) -> int:
    """Leave open what a copied site has from postings after the last one of its copied books.

    Return how many articles that were; `resume_open` asks for each of them at the next start.
    """
    articles = Article.objects.using(using)
    undone = articles.filter(undo_seq__gt=last_seq).update(undo_seq=None)
    published = articles.filter(posting_seq__gt=last_seq)
    return undone + published.update(posting_seq=None, asked=True, published_at=None, dated_at=None)
