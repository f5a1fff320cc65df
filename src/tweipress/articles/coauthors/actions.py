"""Writes about co-authors: asking them, their answers, and the names that pages show."""

from collections.abc import Iterable

from django.db import transaction

from tweipress import bank
from tweipress.articles.coauthors.models import Answer, Coauthor
from tweipress.articles.coauthors.queries import coauthors, shares_of, terms
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.acts.articles.agree_shares import AgreeShares
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.money import BPS
from tweipress.core.refusals import Refusal
from tweipress.core.rules.prices import publish_price
from tweipress.core.rules.sharing import are_shares
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.request_keys import fresh_key


def share(article: Article, others: Iterable[tuple[MemberId, int]]) -> Refused | None:
    """Ask these members to share an article, in ten-thousandths; with nobody it is shared no more.

    Whatever is changed, everybody is asked anew. A draft that is sent or under review stays as it
    is.
    """
    wanted, author = tuple(others), MemberId(article.author_id)
    if refused := books.ban_refusal(author):
        return refused
    first = (author, BPS - sum(bps for _, bps in wanted))
    if wanted and not are_shares((first, *wanted), author):
        return refuse(Refusal.MALFORMED)
    review = books.review(ArticleId(article.pk))
    if wanted and review is not None and review.review.is_live:
        return refuse(Refusal.SHARES_REVIEWED)
    with transaction.atomic():
        stored = _locked(article)
        if isinstance(stored, Refused):
            return stored
        rows = Coauthor.objects.filter(article=stored.pk)
        if tuple(rows.order_by("place").values_list("member_id", "bps")) == wanted:
            return None
        rows.delete()
        Coauthor.objects.bulk_create(
            Coauthor(article=stored, member_id=member, place=place, bps=bps)
            for place, (member, bps) in enumerate(wanted, 1)
        )
        retell(stored)
    article.refresh_from_db()
    return None


def share_no_more(article: Article) -> None:
    """Forget whom its author before has asked to share a draft that is another's now."""
    Coauthor.objects.filter(article=article.pk).delete()
    retell(article)


def agree(article: Article, member: MemberId, about: str, key: str) -> bank.Answer:
    """Agree to the shares that the member was shown (`about`); the books keep it.

    A form that is sent again after the agreement was taken back agrees to nothing.
    """
    shares, tribute_twei = shares_of(article), publish_price(books.tariff()).tribute_twei
    if member not in {other for other, _ in shares[1:]}:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if about != terms(shares, tribute_twei):
        return refuse(Refusal.SHARES_CHANGED)
    act = AgreeShares(member, ArticleId(article.pk), shares, tribute_twei)
    answered = bank.do(act, key=key)
    if isinstance(answered, Refused):
        return answered
    gone = books.refusal_of(AgreeShares(member, act.article))
    if gone is not None and gone.reason is Refusal.SHARES_NOT_AGREED:
        return refuse(Refusal.KEY_REUSED)
    with transaction.atomic():
        stored = _locked(article)
        if not isinstance(stored, Refused) and shares_of(stored) == shares:
            Coauthor.objects.filter(article=stored.pk, member=member).update(answer=Answer.AGREED)
            retell(stored)
    return answered


def decline(article: Article, member: MemberId, key: str) -> Refused | None:
    """Decline to share a draft, or no longer agree to it; the books forget an agreement first.

    Also one that was made after the same form was sent before.
    """
    own = Coauthor.objects.filter(article=article.pk, member=member)
    if not own.exists():
        return refuse(Refusal.UNKNOWN_ARTICLE)
    act = AgreeShares(member, ArticleId(article.pk))
    answered = bank.do(act, key=key)
    if not isinstance(answered, Refused) and books.refusal_of(act) is None:
        answered = bank.do(act, key=fresh_key())
    if isinstance(answered, Refused) and answered.reason is not Refusal.SHARES_NOT_AGREED:
        return answered
    with transaction.atomic():
        stored = _locked(article)
        if isinstance(stored, Refused):
            return stored
        own.update(answer=Answer.DECLINED)
        retell(stored)
    return None


def retell(article: Article) -> None:
    """Write the names of those who have agreed beside the article, for its byline."""
    agreed = [row for row in coauthors(article) if row.answer == Answer.AGREED]
    article.coauthors = [[row.member_id, str(getattr(row.member, "name", ""))] for row in agreed]
    Article.objects.filter(pk=article.pk).update(coauthors=article.coauthors)


def settle(article: Article) -> None:
    """Take everybody for agreed: the books have published the article with these shares."""
    Coauthor.objects.filter(article=article.pk).update(answer=Answer.AGREED)
    retell(article)


def leave_drafts(member: MemberId) -> None:
    """Take a member who leaves for one who declines to share what is not published."""
    rows = Coauthor.objects.filter(member=member, article__posting_seq=None)
    articles = Article.objects.filter(pk__in=list(rows.values_list("article", flat=True)))
    rows.update(answer=Answer.DECLINED)
    for article in articles.only("pk"):
        retell(article)


def rename(member: MemberId) -> None:
    """Write a member's name anew beside every article that they have shared."""
    rows = Coauthor.objects.filter(member=member, answer=Answer.AGREED)
    for article in Article.objects.filter(pk__in=rows.values("article")).only("pk"):
        retell(article)


def _locked(article: Article) -> Article | Refused:
    """Return a draft as it is stored, held against being sent; refuse one that was."""
    stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
    if stored is None:
        return refuse(Refusal.UNKNOWN_ARTICLE)
    if stored.posting_seq is not None:
        return refuse(Refusal.ALREADY_PUBLISHED)
    return refuse(Refusal.PUBLICATION_OPEN) if stored.asked else stored
