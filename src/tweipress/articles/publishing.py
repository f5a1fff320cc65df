"""Publishing: sending a draft to the books, noting their answer, and previewing it for a page."""

from datetime import UTC, datetime, time
from typing import Final

from django.db import transaction

from tweipress import bank
from tweipress.articles import holders, repeats, versions
from tweipress.articles.approvals import approval, digest, judged_at
from tweipress.articles.checklist.queries import unmet
from tweipress.articles.coauthors import actions as coauthors
from tweipress.articles.coauthors.queries import shares_of, unanswered
from tweipress.articles.desk.embargo import embargoed
from tweipress.articles.drafts import COPIED, cut
from tweipress.articles.figures import undescribed
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import Article
from tweipress.articles.search import actions as index
from tweipress.bank import Answer
from tweipress.bank import queries as books
from tweipress.bank.queries import Preview, ReviewBooks
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.ids import CONSOLE, NO_ARTICLE, ArticleId, MemberId
from tweipress.core.refusals import Refusal, is_left_open
from tweipress.core.rules.prices import publish_price
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import moment

BOOKS_FIELDS: Final = (
    *("posting_seq", "asked", "published_at", "dated_at", "time_to_read_s"),
    *("versions", "refusal", "refusal_figures"),
)
SENT_FIELDS: Final = (*COPIED, "words", "index_text", "parts", "made", "picture", "part_words")


def price_twei() -> int:
    """Return what publishing takes from an author now."""
    return publish_price(books.tariff()).total_twei


def publish(
    article: Article, *, importer: MemberId = CONSOLE, shown_twei: int | None = None
) -> Answer:
    """Ask the books to publish a draft, paid by its authors; a refused one stays a draft.

    Whoever was shown a price, `shown_twei`, agreed to that one, and is refused where it rose since.

    A text that a review has approved is published as reviewed, if it is still the same text.
    `importer` is the operator who brings the article in, for which nobody asks a checklist. Asking
    again while the first answer is under way gives the same receipt. If the books give no answer,
    the draft stays as it was sent.
    """
    if article.posting_seq is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    if shown_twei is not None and not article.asked and price_twei() > shown_twei:
        return refuse(Refusal.PRICE_ROSE, price_twei=price_twei())
    approving = approval(article)
    was_open = _begin(article, importer, is_reviewed=approving is not None)
    if isinstance(was_open, Refused):
        return was_open
    article.refresh_from_db()  # from now on no draft's save changes the text, and none deletes it
    filing.give_slug(article)
    if refused := _unfit(article, approving):
        Article.objects.filter(pk=article.pk, posting_seq=None).update(asked=False)
        return refused
    reviewed = article.reviewed
    if not was_open and article.posting_seq is None:  # who cannot publish takes no fingerprints
        asked = _act(article, NO_ARTICLE, reviewed=reviewed, importer=importer)
        if refused := books.preview(asked).refused:
            note_refused(article, refused)
            return refused
    repeated = repeats.claim(article, article.index_text, judged_at(approving))
    act = _act(article, repeated, reviewed=reviewed, importer=importer)
    answered = bank.do(act, key=article.act_key)
    if not isinstance(answered, Refused):
        note_published(article, answered.seq, answered.at_ms, act.time_to_read_s, act.sections)
    elif not is_left_open(answered.reason, was_open=was_open):
        note_refused(article, answered)
    return answered


def _begin(article: Article, importer: MemberId, *, is_reviewed: bool) -> bool | Refused:
    """Note that an act will be sent, and tell whether one was before, or refuse to send it.

    Whoever saves the text, writes a note, ticks a line or answers as a co-author waits meanwhile.
    """
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if stored is None:
            return refuse(Refusal.UNKNOWN_ARTICLE)
        if not stored.asked and importer == CONSOLE and (refused := _unready(stored)):
            return refused
        Article.objects.filter(pk=stored.pk).update(reviewed=is_reviewed, asked=True)
    return stored.asked


def preview(article: Article) -> Preview:
    """Return what publishing a draft would do now, or why it would be refused."""
    approving = approval(article)
    if refused := _unfit(article, approving) or (None if article.asked else _unready(article)):
        return Preview(refused)
    match = repeats.compare(article, judged_at(approving))
    repeated = match.of if match else NO_ARTICLE
    return books.preview(_act(article, repeated, reviewed=approving is not None))


def _act(
    article: Article, repeated: ArticleId, *, reviewed: bool, importer: MemberId = CONSOLE
) -> Publish:
    return Publish(
        member=MemberId(article.author_id),
        article=ArticleId(article.pk),
        time_to_read_s=article.time_to_read_s,
        words=article.words,
        sections=article.parts,
        reviewed=reviewed,
        importer=importer,
        repeats=repeated,
        shares=() if importer else shares_of(article),
    )


def _unready(article: Article) -> Refused | None:
    """Refuse a draft whose checklist is not done, or that waits for a co-author's answer."""
    return unmet(article) or unanswered(article)


def _unfit(article: Article, approving: ReviewBooks | None) -> Refused | None:
    """Refuse a text that is not the approved one, hides what its pictures show, or has to wait.

    The books have only the figures of a text.
    """
    if approving is not None and approving.review.digest != digest(article):
        return refuse(Refusal.REVIEW_OTHER)
    return embargoed(article) or undescribed(article.text)


def note_refused(article: Article, refused: Refused) -> None:
    """Write down why a draft was not published, and let its fingerprints go."""
    unanswered = Article.objects.filter(pk=article.pk, posting_seq=None)
    noted = {"refusal": refused.name, "refusal_figures": refused.figures}
    if unanswered.update(asked=False, **noted):
        holders.release(article)
    article.refresh_from_db()


def note_published(article: Article, seq: int, at_ms: int, time_to_read_s: int, parts: int) -> None:
    """Write down the posting with the books' timing, and the text that was sent.

    A worker that starts meanwhile may have opened the draft for saving: what was saved then is a
    version, and not what was judged. An edit of the public text stands. The fingerprints are
    stored again, because a refusal a moment ago may have let them go.
    """
    sent = {name: getattr(article, name) for name in SENT_FIELDS}
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        article.refresh_from_db()
        if stored.posting_seq is None:
            for name, value in sent.items():
                setattr(article, name, value)
            versions.begin(article)
        _note(article, seq, at_ms, time_to_read_s, parts)
        coauthors.settle(article)
        repeats.replace(article, article.index_text)
        index.put(article.pk)
    filing.retell(article)


def _note(article: Article, seq: int, at_ms: int, time_to_read_s: int, parts: int) -> None:
    article.posting_seq, article.asked = seq, False
    article.refusal, article.refusal_figures = "", {}
    article.published_at = moment(at_ms)
    article.dated_at = article.published_at
    if article.shown_date is not None:
        article.dated_at = datetime.combine(article.shown_date, time(), UTC)
    article.time_to_read_s = time_to_read_s
    if article.parts != parts:
        article.parts = parts
        cut(article, article.text)
    article.save(update_fields=(*BOOKS_FIELDS, *SENT_FIELDS))
