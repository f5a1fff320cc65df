"""Writes about changes of published articles, for those who may work on them."""

from django.db.models import QuerySet

from tweipress.articles.models import Article
from tweipress.articles.staging.models import Notice, StagedText
from tweipress.articles.staging.notices import tell, withdraw
from tweipress.articles.staging.waiting import save, show, subject, throw_away
from tweipress.autosave import actions as autosave
from tweipress.core.ids import MemberId
from tweipress.pictures import actions as library
from tweipress.pictures.queries import STAGED

__all__ = ["forget", "forget_all", "save", "show", "tell", "throw_away", "withdraw"]


def forget(articles: QuerySet[Article]) -> None:
    """Delete changed texts and notices of articles whose texts are deleted."""
    for article in articles.only("pk"):
        autosave.forget(subject(article))
    _delete(StagedText.objects.filter(article__in=articles))
    Notice.objects.filter(article__in=articles).delete()
    articles.update(corrections=[])


def forget_all(member: MemberId) -> None:
    """Delete the texts of a member who leaves that readers were never shown."""
    _delete(StagedText.objects.filter(writer=member))


def _delete(texts: QuerySet[StagedText]) -> None:
    for article in list(texts.filter(is_current=True).values_list("article", flat=True)):
        library.note_uses(STAGED, article, ())
    texts.delete()
