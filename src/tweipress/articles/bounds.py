"""Bounds of what an author and an article may have, so that nobody fills the disk with texts.

The bounds of one text are in text/content.py. Saving asks again under a lock, so that many at once
do not pass.
"""

from datetime import timedelta
from typing import Final

from tweipress.articles.approvals import locked
from tweipress.articles.models import Article, Revision
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

DRAFTS_MAX: Final = 50
"""Drafts of an author: many times what anybody writes at once. Imported ones are not refused."""
DRAFT_VERSIONS_MAX: Final = 10
"""Versions of a draft: nobody is shown them, so the oldest go. What a review judged stays."""
EDITS_MAX: Final = 500
"""Edits of a published article by its author. Each is kept for ever, and shown: ten a year for a
lifetime, or a very long live report."""
EDITS_A_DAY_MAX: Final = 50
"""Edits of a published article in 24 hours by one writer: one every half an hour, day and night."""
EDITS_WINDOW: Final = timedelta(days=1)


def drafts_gate(author: MemberId) -> Refused | None:
    """Refuse one more draft to an author who has as many as fit."""
    drafts = Article.objects.filter(author_id=author, posting_seq=None)
    return refuse(Refusal.DRAFTS_MANY, most=DRAFTS_MAX) if drafts.count() >= DRAFTS_MAX else None


def edits_gate(article: Article, writer: MemberId) -> Refused | None:
    """Refuse one more edit of a published article to a writer who has made as many as fit.

    The whole number binds its authors alone, and nobody uses up another's edits, so that an editor
    can always correct what is wrong.
    """
    edits = Revision.objects.filter(article=article.pk, writer=writer, at__gt=article.published_at)
    if article.is_by(writer) and edits.count() >= EDITS_MAX:
        return refuse(Refusal.EDITS_MANY, most=EDITS_MAX)
    since = clock.now() - EDITS_WINDOW
    of_today = edits.filter(at__gt=since).order_by("-pk").values_list("at", flat=True)
    if len(latest := list(of_today[:EDITS_A_DAY_MAX])) < EDITS_A_DAY_MAX:
        return None
    wait_s = (latest[-1] - since) // timedelta(seconds=1) + 1
    return refuse(Refusal.EDITS_SPENT, most=EDITS_A_DAY_MAX, wait_s=wait_s)


def saving(writer: MemberId, article: Article | None) -> Refused | None:
    """Return why a new draft (None), a draft or an edit cannot be saved now; None if it can."""
    if article is None:
        return drafts_gate(writer)
    return locked(article) if article.is_draft else edits_gate(article, writer)


def deleting(article: Article) -> Refused | None:
    """Return why an article cannot be deleted, None for a draft that can."""
    return locked(article) if article.is_draft else refuse(Refusal.ALREADY_PUBLISHED)


def forget_old_versions(draft: Article) -> None:
    """Delete the oldest versions of a draft, but none that a review was about."""
    older = draft.revisions.order_by("-pk").values_list("pk", "digest")[DRAFT_VERSIONS_MAX:]
    if not older:
        return
    review = books.review(ArticleId(draft.pk))
    judged = review.review.digest if review else ""
    gone = [number for number, digest in older if digest != judged]
    Revision.objects.filter(pk__in=gone).delete()
