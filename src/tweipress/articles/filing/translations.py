"""Groups of translations: who is in one, and what each of its articles is told of the others."""

import secrets
from typing import Final

from django.db import IntegrityError, transaction

from tweipress.articles.filing.models import Translation
from tweipress.articles.models import OUT, Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

GROUP_BITS: Final = 62
"""A group's number is drawn, so that one whose first article has left is not met again."""


def join(article: Article, other: Article | None) -> Refused | None:
    """Put an article into the group of another, or into none; return why that cannot be."""
    before = Translation.objects.filter(article=article.pk).first()
    theirs = Translation.objects.filter(article=other.pk).first() if other else None
    if before and theirs and before.group == theirs.group:
        return None
    try:
        with transaction.atomic():
            if before is not None:
                _leave(before)
            if other is not None:
                _enter(article, other, theirs)
    except IntegrityError:
        return refuse(Refusal.TRANSLATION_TAKEN)
    return None


def speak(article: Article, language: str) -> Refused | None:
    """Say in which language an article is; a group has each language once."""
    if article.language == language:
        return None
    own = Translation.objects.filter(article=article.pk)
    try:
        with transaction.atomic():
            own.update(language=language)
            Article.objects.filter(pk=article.pk).update(language=language)
    except IntegrityError:
        return refuse(Refusal.TRANSLATION_TAKEN)
    article.language = language
    return None


def retell(article: Article) -> None:
    """Tell the group of an article that it has another address, or was published or taken back."""
    translation = Translation.objects.filter(article=article.pk).first()
    if translation is not None:
        _tell(translation.group)


def _enter(article: Article, other: Article, theirs: Translation | None) -> None:
    group = theirs.group if theirs else secrets.randbits(GROUP_BITS)
    if theirs is None:
        Translation.objects.create(group=group, article=other, language=other.language)
    Translation.objects.create(group=group, article=article, language=article.language)
    _tell(group)


def _leave(translation: Translation) -> None:
    """Take an article out of its group; one that is left alone has none."""
    Translation.objects.filter(pk=translation.pk).delete()
    Article.objects.filter(pk=translation.article_id).update(translations=[])
    rest = list(Translation.objects.filter(group=translation.group)[:2])
    if len(rest) == 1:
        _leave(rest[0])
    elif rest:
        _tell(translation.group)


def _tell(group: int) -> None:
    """Store with each article of a group which published others there are, in which language."""
    with transaction.atomic():
        rows = Article.objects.select_for_update(no_key=True).filter(translation__group=group)
        numbers = [article.pk for article in rows.only("pk").order_by("pk")]
        public = Article.objects.filter(OUT, pk__in=numbers).order_by("language", "pk")
        shown = list(public.values_list("pk", "language", "slug"))
        for number in numbers:
            others = [[language, slug] for pk, language, slug in shown if pk != number]
            Article.objects.filter(pk=number).update(translations=others)
