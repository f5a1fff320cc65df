"""Embargoes: an article is not published before a time, whoever asks."""

from tweipress.articles.desk.models import Plan
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse


def embargoed(article: Article) -> Refused | None:
    """Refuse to publish an article before the end of its embargo."""
    held = Plan.objects.filter(article=article.pk, embargo_until__gt=clock.now())
    return refuse(Refusal.EMBARGOED) if held.exists() else None
