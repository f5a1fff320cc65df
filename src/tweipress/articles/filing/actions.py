"""Writes about filing: language, tags, address and translations of an article, by who may edit."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from tweipress.articles.approvals import locked
from tweipress.articles.drafts import timed
from tweipress.articles.filing import translations
from tweipress.articles.filing.addresses import give_slug, readdress
from tweipress.articles.filing.forms import Filed
from tweipress.articles.filing.models import OldPath, Tagging
from tweipress.articles.filing.oldpaths import path_of
from tweipress.articles.filing.slugs import slug_of
from tweipress.articles.filing.tags import TAGS_MAX, tag, typed
from tweipress.articles.filing.translations import retell
from tweipress.articles.models import Article
from tweipress.articles.search import actions as index
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

__all__ = [
    "TAGS_MAX",
    "Filed",
    "file",
    "forget",
    "give_slug",
    "remember",
    "retell",
    "slug_of",
    "typed",
]


def file(article: Article, filed: Filed) -> Refused | None:
    """File an article as its writer says; return None when done, or why nothing was."""
    if article.is_taken_back:
        return refuse(Refusal.ARTICLE_UNDONE)
    with transaction.atomic():
        if refused := _file(article, filed):
            transaction.set_rollback(True)
    article.refresh_from_db()
    return refused


def _file(article: Article, filed: Filed) -> Refused | None:
    before = article.slug
    tag(article, filed.tags)
    if refused := translations.speak(article, filed.language):
        return refused
    _time(article)
    if filed.slug and (refused := readdress(article, filed.slug)):
        return refused
    if refused := translations.join(article, filed.translates):
        return refused
    retell(article)
    if article.slug != before:
        index.rename(article.pk)  # last: whoever writes the index has locked articles before
    return None


def _time(article: Article) -> None:
    """Time a draft anew, whose language may be another now; what a review judges keeps its time."""
    if article.is_draft and not locked(article):
        time_to_read_s = timed(article, article.text)
        Article.objects.filter(pk=article.pk).update(time_to_read_s=time_to_read_s)
        article.time_to_read_s = time_to_read_s


def remember(article: Article, addresses: Iterable[str]) -> None:
    """Keep where an article was on another site; what leads to another one stays with that."""
    paths = dict.fromkeys(filter(None, map(path_of, addresses)))
    OldPath.objects.bulk_create(
        [OldPath(path=path, article=article) for path in paths], ignore_conflicts=True
    )


def forget(articles: QuerySet[Article]) -> None:
    """Take the tags off articles whose texts are deleted; their addresses stay theirs."""
    Tagging.objects.filter(article__in=articles).delete()
    articles.update(tags=[])
