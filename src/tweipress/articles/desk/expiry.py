"""Expiry: an article leaves lists, feeds and search; its page stays, and so do its rules of money.

Readers were promised their reward and commenters have paid to be read, so the text is not hidden
(adr/0056). Whoever wants it gone takes it back.
"""

from datetime import datetime

from django.db import transaction

from tweipress.articles.desk.models import Plan
from tweipress.articles.filing import actions as filing
from tweipress.articles.models import OUT, Article
from tweipress.articles.search import actions as index
from tweipress.bank import clock


def is_due() -> bool:
    """Tell whether an article is still listed that has expired."""
    return bool(_due())


def expire_due() -> int:
    """Take every article out of the lists that has expired; return how many those were."""
    return sum(map(_expire, _due()))


def _due() -> list[int]:
    over = Plan.objects.filter(expires_at__lte=clock.now(), article__in=Article.objects.filter(OUT))
    return list(over.values_list("article", flat=True))


def _expire(number: int) -> bool:
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).filter(OUT, pk=number).first()
        plan = Plan.objects.filter(article=number, expires_at__lte=clock.now()).first()
        if article is None or plan is None:  # somebody has changed the date meanwhile
            return False
        article.expired_at = plan.expires_at
        article.save(update_fields=["expired_at"])
        index.put(number)
    filing.retell(article)
    return True


def renew(article: Article, expires_at: datetime | None) -> None:
    """Bring an expired article back into the lists, as its date has been put off."""
    if article.expired_at is None or expires_at == article.expired_at:
        return
    article.expired_at = None
    article.save(update_fields=["expired_at"])
    index.put(article.pk)
    transaction.on_commit(lambda: filing.retell(article))
