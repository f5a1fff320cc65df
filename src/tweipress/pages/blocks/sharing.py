"""What an article's page says to those who share it, and to search engines."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from tweipress.articles.queries import Article
from tweipress.pages.sharing.card import HEIGHT, WIDTH, Card
from tweipress.pages.sharing.facts import changed, facts, published
from tweipress.publication import queries as paper


@dataclass(frozen=True, slots=True)
class Sharing:
    """The head of a shared article: its picture, dates, and JSON-LD."""

    name: str
    picture_url: str
    width: int
    height: int
    published: str
    changed: str
    facts: Markup


def card_of(article: Article) -> Card:
    """Return what the picture of an article says."""
    return Card(
        article.title, paper.section_name(article.section), article.language, paper.shown().name
    )


def sharing(article: Article) -> Sharing:
    """Return what programs are told of an article; its picture is drawn when one asks for it."""
    path = reverse("pages:card", args=[article.slug, card_of(article).digest])
    picture_url = f"{settings.TWEIPRESS_PUBLIC_URL}{path}"
    return Sharing(
        name=paper.shown().name,
        picture_url=picture_url,
        width=WIDTH,
        height=HEIGHT,
        published=published(article),
        changed=changed(article),
        facts=facts(article, picture_url, paper.shown().name),
    )
