"""The comments of an article as one of its readers sees them, and how many there are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from django.db.models import Count
from django.urls import reverse

from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.bank.queries import CommentBooks, Rights
from tweipress.comments.models import Comment, DislikeReason
from tweipress.comments.view_models import (
    Form,
    Kept,
    Latest,
    Listed,
    Shown,
    Terms,
    Thread,
    Viewer,
    outcome,
)
from tweipress.core.acts.comments.remove_comment import REMOVED
from tweipress.core.acts.comments.settle import SETTLED
from tweipress.core.ids import MemberId
from tweipress.core.money import part_up
from tweipress.core.refusals import Refusal
from tweipress.core.roles import may
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.tariff import Tariff
from tweipress.http.links import post_path
from tweipress.http.request_keys import fresh_key
from tweipress.people import queries as people
from tweipress.people.models import Member

MS_PER_S: Final = 1000
S_PER_H: Final = 3600
ROWS: Final = 30
OTHERS: Final = 20
"""How many of a thread's latest comments are searched for one that a member can still vote on."""
SPENT: Final = {Refusal.LIKES_SPENT, Refusal.DISLIKES_SPENT}


def thread(article: Article, member: Member | None, typed: Form | None = None) -> Thread:
    """Return the comments of an article for a member (None: a visitor).

    `typed` is a form as it was sent and refused: its text is shown again.
    """
    viewer = _viewer(article, member, books.tariff()) if member else None
    public = Comment.objects.filter(article=article, posting_seq__isnull=False)
    shown = _comments(list(public.select_related("writer")), viewer)
    form = typed or (_form(article, viewer) if viewer else None)
    return _thread(article, member, viewer, shown, form)


def alone(number: int, article: Article, member: Member) -> Thread | None:
    """Return an article's thread with that one comment in it, for a member who has acted on it.

    None if something else of the thread may look different now: a spent quota takes the buttons
    from all comments, and what a vote costs is said while there is one to give.
    """
    viewer = _viewer(article, member, books.tariff())
    refusals = {it.reason for it in (viewer.like, viewer.dislike) if it}
    if refusals & SPENT or not _votes_elsewhere(number, article, member):
        return None
    row = Comment.objects.select_related("writer").get(pk=number)
    return _thread(article, member, viewer, _comments([row], viewer), None)


def _votes_elsewhere(number: int, article: Article, member: Member) -> bool:
    """Tell whether the member can vote on another of the thread's latest comments.

    The books are asked for the one with the others, so that in one look it is known afterwards.
    """
    public = Comment.objects.filter(article=article, posting_seq__isnull=False, hidden_at=None)
    others = public.exclude(writer=member).exclude(pk=number).order_by("-posting_seq")
    latest = others.values_list("pk", flat=True)[:OTHERS]
    records = books.comments([number, *latest], MemberId(member.pk))
    return any(not (it.ended or it.my_vote) for it in records.values() if it.comment != number)


def _thread(
    article: Article,
    member: Member | None,
    viewer: Viewer | None,
    shown: tuple[Shown, ...],
    form: Form | None,
) -> Thread:
    return Thread(
        heading=f"{len(shown)} Comment{'' if len(shown) == 1 else 's'}",
        comments=shown,
        terms=_terms(books.tariff()),
        viewer=viewer,
        me=people.card(member) if member else None,
        form=form,
        reasons=tuple((str(value), str(label)) for value, label in DislikeReason.choices),
        write_url=reverse("comments:write", args=[article.slug]),
        post_url=post_path(article.slug, "comments"),
    )


def latest(before: int = 0) -> Latest:
    """Return the newest public comments of the site, before number `before` (0: from the end)."""
    public = Comment.objects.filter(posting_seq__isnull=False).select_related("writer", "article")
    older = public.filter(pk__lt=before) if before else public
    rows = list(older.order_by("-pk")[: ROWS + 1])
    records = books.comments([row.pk for row in rows], None)
    return Latest(
        rows=tuple(
            Listed(
                _shown(row, records[row.pk], None),
                row.article.title,
                post_path(row.article.slug, f"comment-{row.pk}"),
            )
            for row in rows[:ROWS]
            if row.pk in records
        ),
        older_before=rows[ROWS - 1].pk if len(rows) > ROWS else 0,
    )


def counts(articles: Iterable[int]) -> dict[int, int]:
    """Return how many public comments each of some articles has; those without are left out."""
    rows = (
        Comment.objects.filter(article__in=list(articles), posting_seq__isnull=False)
        .order_by()
        .values_list("article")
        .annotate(Count("pk"))
    )
    return dict(rows)


def public(number: int) -> Comment | None:
    """Return a public comment with its article, whose text is left where it is, or None."""
    found = Comment.objects.filter(pk=number, posting_seq__isnull=False).select_related("article")
    return found.only("article__slug", "article__author").first()


def _terms(tariff: Tariff) -> Terms:
    to_pool_twei = part_up(tariff.comment_twei, tariff.comment_rake_bps)
    return Terms(
        tariff=tariff,
        to_pot_twei=tariff.comment_twei - to_pool_twei,
        to_pool_twei=to_pool_twei,
        settlement_h=tariff.settlement_s // S_PER_H,
    )


def _viewer(article: Article, member: Member, tariff: Tariff) -> Viewer:
    """Foresee what the rules would say, for the page; what they do say is theirs alone."""
    rights = books.rights(MemberId(member.pk))
    if rights is None:
        unknown = refuse(Refusal.UNKNOWN_MEMBER)
        return Viewer(member.pk, unknown, unknown, unknown, hides=False, author=article.author_id)
    has_read = article.author_id == member.pk or article.pk in books.ratings(
        MemberId(member.pk), [article.pk]
    )
    unread = None if has_read else refuse(Refusal.NOT_READ)
    return Viewer(
        member=member.pk,
        write=_below(rights, tariff.comment_level)
        or unread
        or _spent(rights, "comments", Refusal.COMMENTS_SPENT),
        like=_below(rights, tariff.like_level)
        or unread
        or _spent(rights, "likes", Refusal.LIKES_SPENT),
        dislike=_below(rights, tariff.dislike_level)
        or unread
        or _spent(rights, "dislikes", Refusal.DISLIKES_SPENT),
        hides=may(" ".join(rights.roles), "remove_comment"),
        author=article.author_id,
    )


def _below(rights: Rights, needed_level: int) -> Refused | None:
    if rights.passes(needed_level):
        return None
    return refuse(Refusal.LEVEL_TOO_LOW, needed_level=needed_level, level=rights.level)


def _spent(rights: Rights, what: str, reason: Refusal) -> Refused | None:
    return refuse(reason, quota=rights.quota[what]) if rights.left[what] <= 0 else None


def _form(article: Article, viewer: Viewer) -> Form | None:
    """Return the form, with a text that waits to be sent again; None when writing is of no use."""
    kept = (
        Comment.objects.filter(article=article, writer=viewer.member, posting_seq=None)
        .exclude(refusal="")
        .order_by("-pk")
        .first()
    )
    if kept:
        return Form(kept.form_key, kept.text, Kept(kept.refusal, kept.refusal_sentence))
    return None if viewer.write else Form(fresh_key())


def _comments(rows: list[Comment], viewer: Viewer | None) -> tuple[Shown, ...]:
    """Return the comments that both databases know: after a restore one may be ahead."""
    records = books.comments([row.pk for row in rows], MemberId(viewer.member) if viewer else None)
    shown = tuple(_shown(row, records[row.pk], viewer) for row in rows if row.pk in records)
    own = [it.number for it in shown if it.is_own and records[it.number].ended == SETTLED]
    if not own:
        return shown
    outcomes = {number: outcome(it) for number, it in books.settlements(own).items()}
    return tuple(replace(it, outcome=outcomes.get(it.number, "")) for it in shown)


def _shown(row: Comment, record: CommentBooks, viewer: Viewer | None) -> Shown:
    is_hidden = row.hidden_at is not None or record.ended == REMOVED
    is_own = viewer is not None and row.writer_id == viewer.member
    is_votable = viewer is not None and not (record.ended or record.my_vote or is_hidden or is_own)
    return Shown(
        number=row.pk,
        writer=people.card(row.writer),
        text="" if is_hidden else row.text,
        at=row.shown_date or row.created,
        is_hidden=is_hidden,
        hidden_reason=row.hidden_reason,
        likes=record.likes,
        dislikes=record.dislikes,
        my_vote=record.my_vote,
        pot_twei=record.pot_twei,
        is_settled=bool(record.ended),
        settles=datetime.fromtimestamp(record.settles_ms / MS_PER_S, UTC),
        is_own=is_own,
        is_authors=viewer is not None and row.writer_id == viewer.author,
        outcome="",
        is_votable=is_votable,
        like_key=fresh_key() if is_votable else "",
        dislike_key=fresh_key() if is_votable else "",
    )
