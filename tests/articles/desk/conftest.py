"""The stage of the desk's stories."""

from datetime import datetime, timedelta

from tests.articles.conftest import data
from tests.http.stage import Stage, id_of
from tweipress.articles import actions as articles
from tweipress.articles.desk import actions
from tweipress.articles.desk.models import Plan
from tweipress.articles.models import Article
from tweipress.bank import clock


def drafted(stage: Stage, words: int = 300, **changes: str) -> Article:
    """Return a draft of the author's that the books would publish."""
    return articles.save_draft(id_of(stage.author), data(words, **changes))


def ahead(**span: float) -> datetime:
    """Return a moment from now on."""
    return clock.now() + timedelta(**span)


def planned(article: Article) -> Plan:
    """Return the plan of an article as it is stored now."""
    return Plan.objects.get(article=article.pk)


def scheduled(stage: Stage, words: int = 300, **span: float) -> Article:
    """Return a draft that its author has scheduled, in an hour if nothing else is said."""
    draft = drafted(stage, words)
    at = ahead(**(span or {"hours": 1}))
    assert actions.schedule(id_of(stage.author), draft, 0, at) is None
    return draft
