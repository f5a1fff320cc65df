"""What programs are told of an article: a NewsArticle of schema.org, without figures of people."""

import json
from datetime import UTC, date, datetime, time
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from markupsafe import Markup

from tweipress.articles.queries import Article
from tweipress.articles.staging import queries as staging
from tweipress.articles.staging.queries import Told
from tweipress.publication.queries import section_name

HEADLINE_CHARS: Final = 110
"""The most that search engines read of a headline."""
ESCAPED: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""What could end a script's element, as JSON writes it."""


def facts(article: Article, picture_url: str, name: str) -> Markup:
    """Return an article's JSON-LD, safe within a script's element; `name` is the paper's."""
    site = settings.TWEIPRESS_PUBLIC_URL
    authors = [
        {"@type": "Person", "name": each, "url": site + reverse("people:member", args=[each])}
        for each in article.author_names
    ]
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:HEADLINE_CHARS],
        "inLanguage": article.language,
        "mainEntityOfPage": site + reverse("pages:post", args=[article.slug]),
        "image": [picture_url],
        "datePublished": published(article),
        "dateModified": changed(article),
        "author": authors if len(authors) > 1 else authors[0],
        "publisher": {"@type": "NewsMediaOrganization", "name": name, "url": f"{site}/"},
        "isAccessibleForFree": True,
    }
    if article.lead:
        told["description"] = article.lead
    if article.section:
        told["articleSection"] = section_name(article.section)
    if article.tags:
        told["keywords"] = [tag for _, tag in article.tags]
    if said := [each for each in staging.notices(article) if each.stands]:
        told["correction"] = [_correction(notice) for notice in said]
    return Markup(json.dumps(told).translate(ESCAPED))  # noqa: S704  # JSON without a sign of HTML


def published(article: Article) -> str:
    """Return when readers are told that it was published."""
    shown: date | None = article.shown_date
    at = datetime.combine(shown, time(), UTC) if shown else article.published_at
    return at.isoformat(timespec="seconds") if at else ""


def changed(article: Article) -> str:
    """Return when its text was last changed, or its readers told what was wrong in it."""
    edited = article.updated if article.versions > 1 else None
    said = staging.last_told(article.corrections)
    last = max((at for at in (edited, said) if at is not None), default=None)
    return max(published(article), last.isoformat(timespec="seconds") if last else "")


def _correction(notice: Told) -> dict[str, str]:
    told_at = notice.at.isoformat(timespec="seconds")
    return {"@type": "CorrectionComment", "text": notice.text, "datePublished": told_at}
