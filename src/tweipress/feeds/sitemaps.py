"""Sitemaps: every published article in files of a fixed range of numbers, and today's news."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import Final
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.urls import reverse
from django.utils.xmlutils import SimplerXMLGenerator

from tweipress.articles import queries as articles
from tweipress.articles.filing import queries as filing
from tweipress.articles.queries import feeds
from tweipress.articles.staging import queries as staging
from tweipress.bank import clock
from tweipress.feeds.characters import fit
from tweipress.feeds.entries import whole
from tweipress.publication import queries as paper

SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_SPACE: Final = "http://www.google.com/schemas/sitemap-news/0.9"
LINKS_SPACE: Final = "http://www.w3.org/1999/xhtml"
NEWS_LIFE: Final = timedelta(hours=48)
"""What a news sitemap may have in it, by its rules."""
NEWS_MAX: Final = 1000
"""The most that it may have, by its rules."""

PAGES: Final = ("home", "corrections", "rules", "trust", "privacy")

NONE: "Final[AttributesImpl[str]]" = AttributesImpl({})

Document = SimplerXMLGenerator


@contextmanager
def _document(root: str, spaces: Mapping[str, str]) -> Iterator[tuple[Document, StringIO]]:
    written = StringIO()
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl(spaces))
    yield xml, written
    xml.endElement(root)
    xml.endDocument()


def index() -> str:
    """Return the index: one file of pages, one of news, and one for each range of articles."""
    last = feeds.last_number()
    ranges = range(last // feeds.RANGE + 1) if last else ()
    files = [reverse("feeds:pages"), reverse("feeds:news")]
    files += [reverse("feeds:articles", args=[number]) for number in ranges]
    with _document("sitemapindex", {"xmlns": SPACE}) as (xml, written):
        for file in files:
            xml.startElement("sitemap", NONE)
            xml.addQuickElement("loc", whole(file))
            xml.endElement("sitemap")
    return written.getvalue()


def pages() -> str:
    """Return the front page, sections, tags, and the pages about the site."""
    paths = [reverse(f"pages:{name}") for name in PAGES]
    paths += [reverse("pages:page", args=[page.slug]) for page in paper.shown().pages]
    paths += [reverse("pages:section", args=[name]) for name in articles.sections()]
    paths += [reverse("pages:tag", args=[slug]) for slug in filing.tags_in_use()]
    with _document("urlset", {"xmlns": SPACE}) as (xml, written):
        for path in paths:
            xml.startElement("url", NONE)
            xml.addQuickElement("loc", whole(path))
            xml.endElement("url")
    return written.getvalue()


def of_articles(number: int) -> str | None:
    """Return the published articles of a range with their translations; None beyond the last."""
    if number and number * feeds.RANGE > feeds.last_number():
        return None
    with _document("urlset", {"xmlns": SPACE, "xmlns:xhtml": LINKS_SPACE}) as (xml, written):
        for slug, language, edited, translations, kept in feeds.in_range(number):
            updated = max(edited, staging.last_told(kept) or edited)
            xml.startElement("url", NONE)
            xml.addQuickElement("loc", _post(slug))
            xml.addQuickElement("lastmod", updated.isoformat(timespec="seconds"))
            for tongue, other in [(language, slug), *translations] if translations else ():
                link = {"rel": "alternate", "hreflang": tongue, "href": _post(other)}
                xml.addQuickElement("xhtml:link", None, link)
            xml.endElement("url")
    return written.getvalue()


def news() -> str:
    """Return what was published within the last two days."""
    rows = feeds.since(clock.now() - NEWS_LIFE, NEWS_MAX)
    with _document("urlset", {"xmlns": SPACE, "xmlns:news": NEWS_SPACE}) as (xml, written):
        for slug, title, language, published in rows:
            xml.startElement("url", NONE)
            xml.addQuickElement("loc", _post(slug))
            xml.startElement("news:news", NONE)
            xml.startElement("news:publication", NONE)
            xml.addQuickElement("news:name", paper.shown().name)
            xml.addQuickElement("news:language", language)
            xml.endElement("news:publication")
            assert published is not None, "only published articles are in it"
            xml.addQuickElement("news:publication_date", published.isoformat(timespec="seconds"))
            xml.addQuickElement("news:title", fit(title))
            xml.endElement("news:news")
            xml.endElement("url")
    return written.getvalue()


def robots() -> str:
    """Return what search engines may ask for, and where they find the sitemap."""
    closed = ("/desk/", "/me/", "/staff/", "/write/", "/following/", "/reading-list/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return "\n".join((*lines, "", f"Sitemap: {whole(reverse('feeds:index'))}", ""))


def _post(slug: str) -> str:
    return f"{settings.TWEIPRESS_PUBLIC_URL}{reverse('pages:post', args=[slug])}"
