"""Write, vote on, remove and import comments: the text is saved first, then its act is sent."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from tweipress import bank
from tweipress.bank import Receipt, queries
from tweipress.bank.clock import now_ms
from tweipress.comments.covering import cover, restore
from tweipress.comments.holding import entering
from tweipress.comments.models import KEY_MAX, REASON_MAX, Comment
from tweipress.comments.reports.deciding import decide
from tweipress.comments.reports.models import Outcome
from tweipress.comments.rules.words import mark
from tweipress.comments.texts import tidied
from tweipress.comments.texts import unfit as unfit_text
from tweipress.comments.threads import replying
from tweipress.comments.threads.heat import heat
from tweipress.comments.threads.voting import at_s, dislike, like
from tweipress.core.acts.comments.comment import Comment as CommentAct
from tweipress.core.acts.comments.remove_comment import RemoveComment
from tweipress.core.ids import CONSOLE, ArticleId, CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import moment
from tweipress.decisions import actions as decisions
from tweipress.decisions.actions import Kind, Noted, Why
from tweipress.http.fast.writes import writing
from tweipress.http.request_keys import fresh_key
from tweipress.http.text import unfit
from tweipress.security.actions import Event, record

__all__ = [
    "cover",
    "delete_texts",
    "delete_unsent",
    "dislike",
    "hide",
    "hides_text",
    "import_comment",
    "like",
    "open_again_after",
    "restore",
    "resume_open",
    "send",
    "write",
]
NOT_REFUSED: Final = {"refusal": "", "refusal_figures": {}}


def write(
    member: MemberId,
    article: ArticleId,
    text: str,
    form_key: str,
    agreed_twei: int = 0,
    parent: int | None = None,
) -> Receipt | Refused:
    """Publish a comment and pay for it; a refused one is kept for its writer with the reason.

    `parent` is the comment that it answers, if it answers one.

    The same form sent again gives the same receipt; with another text it is KEY_REUSED, unless the
    comment was refused before: then the new text takes the old one's place. `agreed_twei` is the
    price, bond included, that the form showed: a higher one is refused; 0 is any.
    """
    draft = Comment(
        article_id=article, writer_id=member, text=text, form_key=form_key, parent_id=parent
    )
    return _write(draft, agreed_twei=agreed_twei)


def import_comment(  # noqa: PLR0913  # what an export says of a comment
    article: ArticleId,
    writer: MemberId,
    text: str,
    operator: MemberId,
    shown_date: date | None = None,
    *,
    import_key: str,
    answers_key: str = "",
) -> Receipt | Refused:
    """Publish an old comment for its writer; `import_key` names it, so that it comes in once.

    `answers_key` is the import key of the comment that it answers, if that one came in.
    The act happens now and costs what a comment costs; the operator's right lifts the gates alone.
    """
    draft = Comment(
        article_id=article,
        writer_id=writer,
        text=text,
        form_key=f"import:{import_key}",
        parent_id=replying.imported(article, f"import:{answers_key}") if answers_key else None,
        shown_date=shown_date,
    )
    return _write(draft, importer=operator)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a comment's writer alone reads of its removal; `source` says what it followed."""

    words: str
    is_legal: bool
    source: str


def hide(
    moderator: MemberId, comment: CommentId, reason: str, statement: Statement | None = None
) -> Refused | None:
    """Take a comment's text off the page and end it in the books; None when it is hidden.

    Everybody reads the reason; its writer also reads the statement, or else the reason. Only the
    rule decides who may remove; it looks at the moderator before it looks at the comment.
    """
    reason = reason.strip()
    if refused := unfit(reason, REASON_MAX):
        return refused
    act = RemoveComment(member=moderator, comment=comment, reason=reason)
    answered = bank.do(act, key=f"remove:{fresh_key()}")
    if isinstance(answered, Refused) and not hides_text(answered):
        return answered
    hidden = Comment.objects.filter(pk=comment)
    # What was settled can only be hidden: then the first reason stays.
    still = hidden.filter(hidden_by=None) if isinstance(answered, Refused) else hidden
    is_first = still.update(
        hidden_at=_now(), hidden_reason=reason, hidden_by=moderator, restored_at=None
    )
    decide(comment, Outcome.ACTED)
    writer, article = hidden.values_list("writer", "article").first() or (None, None)
    if is_first:
        told = statement or Statement(reason, is_legal=False, source="remove")
        about = Noted(
            *(Kind.REMOVE, moderator, writer, Why.ILLEGAL if told.is_legal else Why.OTHER),
            words=told.words,
            comment=comment,
            article=article,
            is_legal=told.is_legal,
        )
        decisions.note(about, f"{told.source}:{fresh_key()}")
    detail: dict[str, str | int | bool | None] = {"comment": comment, "reason": reason}
    record(Event.COMMENT_HIDDEN, member=writer, by=moderator, detail=detail)
    return None


def send(
    comment: Comment, importer: MemberId = CONSOLE, *, most_twei: int = 0
) -> Receipt | Refused:
    """Send the act of a comment that is saved, and write down what the books say.

    Its key is the comment's, so that it is done once however often it is sent.
    """
    act = CommentAct(
        member=MemberId(comment.writer_id),
        article=ArticleId(comment.article_id),
        comment=CommentId(comment.pk),
        importer=importer,
        most_twei=most_twei,
    )
    answered = bank.do(act, key=comment.act_key)
    noted: int | Refused = answered if isinstance(answered, Refused) else answered.seq
    if isinstance(noted, Refused) and noted.reason is Refusal.KEY_REUSED:
        # It was sent with other figures before, and accepted after all.
        seq = queries.find_posting(MemberId(comment.writer_id), comment.act_key, CommentAct)
        noted = noted if seq is None else seq
    with writing(waits_for_disk=False):  # resume_open finds it again
        _note(comment, noted)
    return answered


def show_again(comment: CommentId) -> None:
    """Show the text of a removed comment again; what the books have settled stays settled."""
    hidden = Comment.objects.filter(pk=comment).exclude(hidden_at=None)
    hidden.update(hidden_at=None, hidden_reason="", hidden_by=None, restored_at=_now())


def delete_unsent(writer: MemberId) -> None:
    """Delete a member's comments that were refused and wait in a form."""
    Comment.objects.filter(writer=writer, posting_seq=None).exclude(refusal="").delete()


def delete_texts(writer: MemberId) -> None:
    """Delete the text of every comment of a member; votes and Twei stay where they are."""
    Comment.objects.filter(writer=writer, posting_seq__isnull=False).update(text="", mark="")


def hides_text(refused: Refused | None) -> bool:
    """Tell whether the text goes when the rule of a removal answers so.

    A settled comment stays settled in the books; then only the text goes.
    """
    return refused is None or refused.reason is Refusal.ALREADY_SETTLED


def resume_open() -> int:
    """Write down what a crash left open, and return how many comments that were.

    A comment whose act the books know becomes public. Another one becomes a draft that its writer
    can send again, since nobody should pay today for a click of yesterday. A draft to which the
    books gave no answer is looked up too.
    """
    unanswered = ("", Refusal.BOOKS_FAILED.name, Refusal.BOOKS_BUSY.name)
    left_open = Comment.objects.filter(posting_seq=None, refusal__in=unanswered)
    noted = 0
    for comment in left_open:
        seq = queries.find_posting(MemberId(comment.writer_id), comment.act_key, CommentAct)
        if seq is not None or not comment.refusal:
            _note(comment, refuse(Refusal.BOOKS_FAILED) if seq is None else seq)
            noted += 1
    return noted


def open_again_after(last_seq: int, using: str) -> int:
    """Leave open what a copied site ascribes to postings after the last one of its copied books.

    Return how many comments that were; `resume_open` asks for each of them at the next start.
    """
    return Comment.objects.using(using).filter(posting_seq__gt=last_seq).update(posting_seq=None)


def _write(
    draft: Comment, importer: MemberId = CONSOLE, *, agreed_twei: int = 0
) -> Receipt | Refused:
    """Save the draft, or get what its form saved before, and send its act."""
    draft.text = tidied(draft.text)
    if refused := _unfit(draft):
        return refused
    if refused := replying.place(draft, is_import=importer != CONSOLE):
        return refused
    draft.mark = mark(draft.text)
    comment = _saved(draft)
    if comment is not draft:
        refused = entering.still_held(comment, draft.text) or _second_sending(comment, draft)
        if refused:
            return refused
    if importer != CONSOLE:
        return send(comment, importer)
    is_new = comment is draft
    most_twei = entering.judged(comment, draft.text, agreed_twei, is_new=is_new)
    if isinstance(most_twei, Refused):
        return most_twei
    return send(comment, most_twei=most_twei)


def _saved(draft: Comment) -> Comment:
    """Return the draft, saved now, or what its form saved before."""
    draft.created = _now()
    draft.heat = heat(0, at_s(draft))
    with writing():
        try:
            with transaction.atomic():
                draft.save(force_insert=True)
        except IntegrityError:
            return Comment.objects.get(writer_id=draft.writer_id, form_key=draft.form_key)
    return draft


def _now() -> datetime:
    return moment(now_ms())


def _unfit(draft: Comment) -> Refused | None:
    if refused := unfit_text(draft.text):
        return refused
    if not draft.form_key or len(draft.form_key) > KEY_MAX:
        return refuse(Refusal.MALFORMED)
    return None


def _second_sending(comment: Comment, draft: Comment) -> Refused | None:
    """Refuse another body under the same key; let a refused comment take the new text.

    It is open again before its act is sent, also with the same text: only so `resume_open` finds it
    if the answer is not written down.
    """
    if (comment.article_id, comment.parent_id) != (draft.article_id, draft.parent_id):
        return refuse(Refusal.KEY_REUSED)
    refused_before = Comment.objects.filter(pk=comment.pk, posting_seq=None).exclude(refusal="")
    is_open_again = refused_before.update(text=draft.text, mark=draft.mark, **NOT_REFUSED)
    return None if is_open_again or comment.text == draft.text else refuse(Refusal.KEY_REUSED)


def _note(comment: Comment, answered: int | Refused) -> None:
    """Write the posting's number down, or the refusal if no number has been written."""
    if isinstance(answered, Refused):
        unanswered = Comment.objects.filter(pk=comment.pk, posting_seq=None)
        unanswered.update(refusal=answered.name, refusal_figures=answered.figures)
        return
    Comment.objects.filter(pk=comment.pk).update(posting_seq=answered, **NOT_REFUSED)
