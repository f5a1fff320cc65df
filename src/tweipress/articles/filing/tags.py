"""Tags: few, short, and the same however they are written."""

from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tweipress.articles.filing.models import Tag, Tagging
from tweipress.articles.filing.slugs import TAG_CHARS, slug_of
from tweipress.articles.models import Article
from tweipress.articles.text import content

TAGS_MAX: Final = 8
"""Tags of an article: more say nothing about it."""
TYPED_CHARS: Final = TAGS_MAX * (TAG_CHARS + 2)
SEPARATORS: Final = str.maketrans("،、，;؛\n", ",,,,,,")
"""What people write between words of a list, in their scripts."""

Named = tuple[str, str]
"""A tag's slug and name."""


def typed(text: str) -> list[Named]:
    """Return the tags of a list with commas, each once; ValidationError says what cannot be one."""
    names = (
        content.tidy(name).lstrip("#").strip() for name in text.translate(SEPARATORS).split(",")
    )
    tags: dict[str, str] = {}
    for name in filter(None, names):
        slug = slug_of(name, TAG_CHARS)
        if not slug or len(name) > TAG_CHARS:
            raise ValidationError(
                _("“%(tag)s” cannot be a tag: it has up to %(most)s characters, and a letter.")
                % {"tag": name[:TAG_CHARS], "most": TAG_CHARS}
            )
        tags.setdefault(slug, name)
    if len(tags) > TAGS_MAX:
        said = ngettext(
            "An article has at most %(most)s tag.",
            "An article has at most %(most)s tags.",
            TAGS_MAX,
        )
        raise ValidationError(said % {"most": TAGS_MAX})
    return list(tags.items())


def tag(article: Article, tags: Iterable[Named]) -> None:
    """Give an article these tags alone; a name that is known stays as it was first written."""
    with transaction.atomic():
        Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        rows = [
            Tag.objects.get_or_create(slug=slug, defaults={"name": name})[0] for slug, name in tags
        ]
        own = Tagging.objects.filter(article=article.pk)
        own.exclude(tag__in=rows).delete()
        had = set(own.values_list("tag_id", flat=True))
        Tagging.objects.bulk_create(
            Tagging(tag=row, article_id=article.pk) for row in rows if row.pk not in had
        )
        article.tags = [[row.slug, row.name] for row in rows]
        Article.objects.filter(pk=article.pk).update(tags=article.tags)
