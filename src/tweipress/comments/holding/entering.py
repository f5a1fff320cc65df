"""Where a comment that is sent is let through, made to wait, or refused by the site's rules."""

from datetime import timedelta
from typing import Any, Final

from django.db import transaction

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.comments.holding.models import HELD_MAX, Held, State
from tweipress.comments.models import Comment
from tweipress.comments.rules import verdict
from tweipress.comments.rules.models import Why
from tweipress.comments.rules.queries import in_force
from tweipress.core.acts.comments.comment import Comment as CommentAct
from tweipress.core.ids import ArticleId, CommentId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import comment_price
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.units import S_PER_DAY
from tweipress.http.fast.statements import Statement
from tweipress.http.fast.writes import writing

HELD: Final = Refusal.COMMENT_HELD.name
ARTICLES: Final[Any] = Comment._meta.get_field("article").related_model
ARTICLE: Final = Statement(
    lambda number: ARTICLES.objects.filter(pk=number).values_list("section", "published_at", "slug")
)


def still_held(comment: Comment, text: str) -> Refused | None:
    """Answer a form that is sent again while its comment waits; None if it does not wait."""
    if comment.refusal != HELD:
        return None
    if comment.text != text:
        return refuse(Refusal.KEY_REUSED)
    return Refused(Refusal.COMMENT_HELD, comment.refusal_figures)


def judged(comment: Comment, text: str, agreed_twei: int = 0, *, is_new: bool) -> Refused | int:
    """Return how many Twei a comment may cost that can be sent now, 0 for any price.

    `comment` is as it was stored before it was sent with `text`; `agreed_twei` is the price that
    its form showed, 0 if none. Otherwise return why not: it was refused by the rules of the site,
    or by the act's own; or it waits, which is COMMENT_HELD.
    """
    known = None if is_new else Held.objects.filter(comment=comment).first()
    before_twei = known.agreed_twei if known else 0
    if comment.posting_seq is not None:
        return before_twei or agreed_twei
    is_same = comment.text == text
    if known is not None and known.state == State.APPROVED and is_same:
        return _agreed_again(known, comment.refusal, agreed_twei)
    if comment.refusal == Refusal.BOOKS_FAILED.name and is_same and _is_posted(comment):
        return before_twei or agreed_twei
    was_declined = known is not None and known.state == State.DECLINED
    comment.text = text
    refused = _refusal(comment, agreed_twei, again=was_declined)
    if refused is not None:
        with writing():
            _note(comment, refused)
        return refused
    return agreed_twei or before_twei


def change_refusal(comment: Comment) -> Refused | None:
    """Return why a public comment may not become `comment`: it would be refused, or have to wait.

    Nobody has looked at the new text, and the old one cannot wait in its place.
    """
    section, published, slug = ARTICLE.first(comment.article_id) or ("", None, "")
    rules = in_force(comment.article_id, section)
    sent = verdict.Sent(comment, rules, published, slug, clock.now())
    if refused := verdict.refusal(sent):
        return refused
    return refuse(Refusal.CHANGE_WAITS) if verdict.why_held(sent) else None


def price_twei() -> int:
    """Return what a comment costs now, bond included."""
    return comment_price(books.tariff()).total_twei


def _agreed_again(known: Held, refusal: str, agreed_twei: int) -> int:
    """Take a second sending of an approved comment as consent to a price that had risen."""
    if refusal == Refusal.COMMENT_DEARER.name:
        known.agreed_twei = agreed_twei or price_twei()
        known.save(update_fields=["agreed_twei"])
    return known.agreed_twei


def _is_posted(comment: Comment) -> bool:
    seq = books.find_posting(MemberId(comment.writer_id), comment.act_key, CommentAct)
    return seq is not None


def _refusal(comment: Comment, agreed_twei: int, *, again: bool) -> Refused | None:
    section, published, slug = ARTICLE.first(comment.article_id) or ("", None, "")
    rules = in_force(comment.article_id, section)
    sent = verdict.Sent(comment, rules, published, slug, clock.now())
    if refused := verdict.refusal(sent):
        return refused
    why = Why.AGAIN if again else verdict.why_held(sent)
    if why is None:
        return None
    if refused := books.refusal_of(_act(comment, agreed_twei)):
        return refused
    waiting = Held.objects.filter(comment__writer=comment.writer_id, state=State.WAITING)
    if waiting.exclude(comment=comment).count() >= HELD_MAX:
        return refuse(Refusal.HELD_MANY, most=HELD_MAX)
    return _hold(comment, why, rules.expires_days)


def _act(comment: Comment, agreed_twei: int) -> CommentAct:
    return CommentAct(
        member=MemberId(comment.writer_id),
        article=ArticleId(comment.article_id),
        comment=CommentId(comment.pk),
        most_twei=agreed_twei,
    )


def _hold(comment: Comment, why: Why, days: int) -> Refused:
    now = clock.now()
    held = refuse(Refusal.COMMENT_HELD, within_s=days * S_PER_DAY)
    values = {
        "why": why,
        "agreed_twei": price_twei(),
        "at": now,
        "until": now + timedelta(days=days),
        "state": State.WAITING,
        "decided_at": None,
        "decided_by": None,
        "reason": "",
    }
    with writing(), transaction.atomic():
        Held.objects.update_or_create(comment=comment, defaults=values)
        _note(comment, held)
    return held


def _note(comment: Comment, refused: Refused) -> None:
    unsent = Comment.objects.filter(pk=comment.pk, posting_seq=None)
    unsent.update(refusal=refused.name, refusal_figures=refused.figures)
