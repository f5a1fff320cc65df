"""The feeds of the site, a section, a tag and an author; sitemaps; and what robots may ask for."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.articles.filing import queries as filing
from tweipress.articles.queries import Article, feeds
from tweipress.core.ids import MemberId
from tweipress.feeds import sitemaps
from tweipress.feeds.answers import answered
from tweipress.feeds.entries import feed
from tweipress.feeds.writers import FORMS
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.links import moved
from tweipress.people import queries as people
from tweipress.publication import queries as paper

XML: Final = "application/xml; charset=utf-8"


@require_safe
@keep_for_visitors
def site(request: HttpRequest, form: str) -> HttpResponse:
    """Answer with the newest articles of the site."""
    return _feed(request, form, paper.shown().name, reverse("pages:home"), feeds.of_site())


@require_safe
@keep_for_visitors
def section(request: HttpRequest, form: str, name: str) -> HttpResponse:
    """Answer with the newest articles of a news section."""
    if name not in articles.sections():
        if (now := paper.section_name(name)) != name:
            return moved(request, reverse("feeds:section", args=[form, now]))
        raise Http404
    page = reverse("pages:section", args=[name])
    return _feed(request, form, f"{name} · {paper.shown().name}", page, feeds.of_section(name))


@require_safe
@keep_for_visitors
def tag(request: HttpRequest, form: str, slug: str) -> HttpResponse:
    """Answer with the newest articles under a tag."""
    name = filing.tag_name(slug)
    if name is None:
        raise Http404
    page = reverse("pages:tag", args=[slug])
    return _feed(request, form, f"{name} · {paper.shown().name}", page, feeds.of_tag(slug))


@require_safe
@keep_for_visitors
def author(request: HttpRequest, form: str, name: str) -> HttpResponse:
    """Answer with the newest articles of an author."""
    row = people.by_name(name)
    if row is None:
        raise Http404
    page = reverse("people:member", args=[row.name])
    rows = feeds.of_author(MemberId(row.pk))
    return _feed(request, form, f"{row.name} · {paper.shown().name}", page, rows)


@require_safe
@keep_for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Answer with the index of all sitemaps."""
    return answered(request, sitemaps.index(), XML)


@require_safe
@keep_for_visitors
def pages(request: HttpRequest) -> HttpResponse:
    """Answer with the addresses of pages that are no articles."""
    return answered(request, sitemaps.pages(), XML)


@require_safe
def articles_of(request: HttpRequest, number: int) -> HttpResponse:
    """Answer with the addresses of a range of articles."""
    written = sitemaps.of_articles(number)
    if written is None:
        raise Http404
    return answered(request, written, XML)


@require_safe
@keep_for_visitors
def news(request: HttpRequest) -> HttpResponse:
    """Answer with what was published within the last two days."""
    return answered(request, sitemaps.news(), XML)


@require_safe
@keep_for_visitors
def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines may ask for."""
    return answered(request, sitemaps.robots(), "text/plain; charset=utf-8")


def _feed(
    request: HttpRequest, form: str, title: str, page: str, rows: list[Article]
) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    made = feed(title, page, escape_uri_path(request.path), rows)
    return answered(request, FORMS[form].write(made), FORMS[form].content_type)
