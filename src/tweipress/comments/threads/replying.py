"""Where a reply stands in its thread, and what cannot be answered."""

from tweipress.bank import queries as books
from tweipress.comments.models import DEPTH_MAX, Comment
from tweipress.core.ids import ArticleId, CommentId
from tweipress.core.records.comment import CommentEnd
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

NUMBER_MAX = 2**63 - 1


def place(draft: Comment, *, is_import: bool = False) -> Refused | None:
    """Put a draft below the comment that it answers; refuse one that answers none on the page.

    What an import brings was answered before, whatever became of it here.
    """
    if draft.parent_id is None:
        return None
    answered = _public(draft.parent_id)
    if answered is None or answered.article_id != draft.article_id:
        return refuse(Refusal.UNKNOWN_COMMENT)
    if not is_import and _is_gone(answered):
        return refuse(Refusal.COMMENT_GONE)
    draft.root_id = answered.root_id or answered.pk
    draft.depth = min(answered.depth + 1, DEPTH_MAX)
    return None


def imported(article: ArticleId, form_key: str) -> int | None:
    """Return the number of a public comment by the form key that an import gave it."""
    rows = Comment.objects.filter(article=article, form_key=form_key, posting_seq__isnull=False)
    return rows.values_list("pk", flat=True).first()


def _public(number: int) -> Comment | None:
    if not 0 < number <= NUMBER_MAX:
        return None
    return Comment.objects.filter(pk=number, posting_seq__isnull=False).first()


def _is_gone(comment: Comment) -> bool:
    if comment.hidden_at is not None:
        return True
    with books.read_session():
        known = books.comments([CommentId(comment.pk)], None).get(CommentId(comment.pk))
    return known is None or known.ended == CommentEnd.REMOVED
