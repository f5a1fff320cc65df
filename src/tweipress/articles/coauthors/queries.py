"""Reads about co-authors: an article's, what each would pay, and whose answer is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tweipress.articles.coauthors.forms import SharesForm, Wanted, named
from tweipress.articles.coauthors.models import Answer, Coauthor
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.money import BPS
from tweipress.core.records.article import Shares
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import publish_price
from tweipress.core.rules.sharing import parts_of
from tweipress.core.state.outcome import Refused, refuse

__all__ = [
    "Answer",
    "Asked",
    "Share",
    "SharesForm",
    "Wanted",
    "asked_about",
    "asked_of",
    "by",
    "coauthors",
    "form_of",
    "in_words",
    "is_asked",
    "is_shared",
    "parts",
    "shared_by",
    "shares_of",
    "terms",
    "unanswered",
]
S = TypeVar("S", bound=str)
LISTED_AT_ONCE = 500


def in_words(names: Sequence[S]) -> S:
    """Return names as one reads them: “Ada, Ben and Cleo”; marked up ones stay so."""
    so_far, *others = names
    for place, name in enumerate(others, 1):
        said = _("%(names)s and %(name)s") if place == len(others) else _("%(names)s, %(name)s")
        kind = type(so_far)
        so_far = kind(kind(said) % {"names": so_far, "name": name})
    return so_far


@dataclass(frozen=True, slots=True)
class Share:
    """An author's part of an article: the first author has no answer to give."""

    member: MemberId
    name: str
    bps: int
    pays_twei: int
    answer: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft of somebody else's that a member is asked to share."""

    code: str
    title: str
    author: str
    bps: int
    answer: str


@dataclass(frozen=True, slots=True)
class OwnShare:
    """A part of another's article, as its co-author takes it along; a draft has no `slug`."""

    article: int
    title: str
    slug: str
    bps: int
    answer: str
    asked_at: datetime


def coauthors(article: Article) -> list[Coauthor]:
    """Return whom the author has asked, in order, with their names."""
    rows = Coauthor.objects.filter(article=article.pk).select_related("member")
    return list(rows.order_by("place"))


def is_shared(article: Article) -> bool:
    """Tell whether the author has asked anybody to share an article."""
    return Coauthor.objects.filter(article=article.pk).exists()


def is_asked(article: Article, member: MemberId) -> bool:
    """Tell whether a member is asked to share an article, whatever they have said."""
    return Coauthor.objects.filter(article=article.pk, member=member).exists()


def unanswered(article: Article) -> Refused | None:
    """Refuse an article of which a co-author has not agreed since they were asked last.

    The books may know an agreement to the same shares from before they were taken off it.
    """
    rows = Coauthor.objects.filter(article=article.pk).exclude(answer=Answer.AGREED)
    return refuse(Refusal.SHARES_NOT_AGREED) if rows.exists() else None


def shares_of(article: Article) -> Shares:
    """Return the shares by which an article would be published; empty for its author alone."""
    rows = Coauthor.objects.filter(article=article.pk).order_by("place")
    others = tuple(rows.values_list("member_id", "bps"))
    if not others:
        return ()
    first_bps = BPS - sum(bps for _, bps in others)
    return (
        (MemberId(article.author_id), first_bps),
        *((MemberId(member), bps) for member, bps in others),
    )


def terms(shares: Shares, tribute_twei: int) -> str:
    """Return what a form's answer is about, so that it is to nothing else."""
    return " ".join((*(f"{member}={bps}" for member, bps in shares), str(tribute_twei)))


def asked_about(article: Article) -> str:
    """Return what an answer would be about now: the shares, and today's tribute."""
    return terms(shares_of(article), publish_price(books.tariff()).tribute_twei)


def parts(article: Article, tribute_twei: int) -> tuple[Share, ...]:
    """Return every author's part of an article and of its tribute; empty for one author."""
    rows, shares = coauthors(article), shares_of(article)
    if not rows or not shares:
        return ()
    author = MemberId(article.author_id)
    pays = dict(parts_of(tribute_twei, author, shares))
    first = Share(author, str(article.author), shares[0][1], pays[author], Answer.NONE, True)
    others = (
        Share(
            MemberId(row.member_id),
            str(getattr(row.member, "name", "")),
            row.bps,
            pays[MemberId(row.member_id)],
            row.answer,
            False,
        )
        for row in rows
    )
    return (first, *others)


def form_of(article: Article) -> SharesForm:
    """Return the author's form as the shares are now."""
    return SharesForm(wanted=named(coauthors(article)))


def asked_of(member: MemberId) -> list[Asked]:
    """Return the drafts that a member is asked to share, the one asked last first."""
    rows = Coauthor.objects.filter(member=member, article__posting_seq=None)
    fields = ("article__code", "article__title", "article__author__name", "bps", "answer")
    return [Asked(*row) for row in rows.order_by("-asked_at", "-pk").values_list(*fields)]


def shared_by(member: MemberId) -> Iterator[OwnShare]:
    """Yield every article that a member was asked to share, the first first."""
    rows = Coauthor.objects.filter(member=member).order_by("asked_at", "pk")
    fields = ("article", "article__title", "article__slug", "article__posting_seq")
    named = rows.values_list(*fields, "bps", "answer", "asked_at")
    for article, title, slug, seq, *rest in named.iterator(LISTED_AT_ONCE):
        yield OwnShare(article, title, slug if seq else "", *rest)


def by(*members: int) -> Q:
    """Choose what any of some members has written, alone or as one of several who agreed."""
    agreed: QuerySet[Coauthor] = Coauthor.objects.filter(member__in=members, answer=Answer.AGREED)
    return Q(author__in=members) | Q(pk__in=agreed.values("article"))
