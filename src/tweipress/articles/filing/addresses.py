"""Addresses: giving an article a slug, and another one later; none is ever given twice."""

from contextlib import suppress
from itertools import chain, count
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string

from tweipress.articles.filing.models import Address
from tweipress.articles.filing.slugs import slug_of
from tweipress.articles.models import Article
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.links import SLUG_CHARS

TAIL_CHARS: Final = 4
TAIL_SIGNS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
ADDRESSES_MAX: Final = 20
"""Addresses of a published article: each redirects for ever, and nobody else can have it."""


def give_slug(article: Article) -> None:
    """Give a draft the readable address of its title, with a random tail if that is taken."""
    if article.slug != article.code:
        return
    base = slug_of(article.title, SLUG_CHARS - TAIL_CHARS - 1) or article.code
    tails = (f"{base}-{get_random_string(TAIL_CHARS, TAIL_SIGNS)}" for _ in count())
    for slug in chain([base], tails):
        if claim(article, slug):
            return


def readdress(article: Article, slug: str) -> Refused | None:
    """Give an article the address that its writer wants; the published one before redirects.

    Return why that cannot be, None when done.
    """
    if slug == article.slug:
        return None
    if not article.is_draft and _is_one_too_many(article, slug):
        return refuse(Refusal.ADDRESSES_MANY, most=ADDRESSES_MAX)
    return None if claim(article, slug) else refuse(Refusal.ADDRESS_TAKEN)


def claim(article: Article, slug: str) -> bool:
    """Give an article a slug; False if another article has it, or ever had it.

    A draft that nobody was shown leaves the address that it had before.
    """
    with suppress(IntegrityError), transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        if stored.is_draft and not stored.asked:
            stored.addresses.exclude(slug=slug).delete()
        elif not stored.is_draft:
            Address.objects.get_or_create(slug=stored.slug, article=stored)
        if not stored.addresses.filter(slug=slug).exists():
            Address.objects.create(slug=slug, article=stored)
        Article.objects.filter(pk=article.pk).update(slug=slug)
        article.slug = slug
        return True
    return False


def _is_one_too_many(article: Article, slug: str) -> bool:
    others = Address.objects.filter(article=article.pk).exclude(slug=slug)
    return others.count() >= ADDRESSES_MAX
