"""The front page, the pages of news sections, and search."""

from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.articles.filing import queries as filing
from tweipress.articles.following import queries as following
from tweipress.articles.queries import search as searching
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.http import limits
from tweipress.http.answers import refusal_page
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.links import moved, moved_from_elsewhere, post_path
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import front as block
from tweipress.pages.frontpage import layout
from tweipress.people import queries as members
from tweipress.publication import queries as paper

DAY_CHARS: Final = len("2026-11-30")
PAGE_DIGITS: Final = 3

SEARCHED: Final = {
    "q": searching.QUERY_CHARS,
    "section": articles.content.SECTION_CHARS,
    "author": members.NAME_CHARS,
    "from": DAY_CHARS,
    "to": DAY_CHARS,
}
"""The fields of the search, and how much of each is read."""


class Tag(NamedTuple):
    """A tag as its page shows it."""

    slug: str
    name: str


@require_safe
@keep_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new, a lead story first; `?p=12` was an article of WordPress."""
    if "p" in request.GET and (slug := filing.came_from(request.get_full_path())):
        return moved_from_elsewhere(post_path(slug))
    return _front(request, None)


@require_safe
@keep_for_visitors
def section(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is new in a news section."""
    return _front(request, name)


@require_safe
@keep_for_visitors
@books.read_session()
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is new under a tag."""
    name = filing.tag_name(slug)
    if name is None:
        raise Http404
    before = request.GET.get("before") or None
    front = block.under_tag(viewer_id(request), slug, before)
    shown = {
        "tag": Tag(slug, name),
        "is_followed": following.is_followed(viewer_id(request), tag=slug),
        "section": None,
        "stories": front.stories,
        "older": front.older,
        "is_later_page": before is not None,
    }
    return render(request, "pages/tag.html", shown)


@require_safe
@keep_for_visitors
@books.read_session()
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles that have every word asked for, of a section, an author, some days."""
    asked = block.Asked(
        *(request.GET.get(name, "")[:most].strip() for name, most in SEARCHED.items())
    )
    asked = asked._replace(section=paper.section_name(asked.section))
    page = number_in(request.GET.get("page", ""), PAGE_DIGITS) or 1
    is_asked = any(asked)
    if is_asked and (refused := limits.spend(request, limits.SEARCHES)):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    results = block.search(viewer_id(request), asked, page) if is_asked else block.Search()
    shown = {
        "asked": asked,
        "is_asked": is_asked,
        "has_filters": any(asked[1:]),
        "page_number": page,
        "section": None,
        "section_names": articles.sections(),
        "query_max": searching.QUERY_CHARS,
        "name_max": members.NAME_CHARS,
        "stories": results.stories,
        "meant": results.meant,
        "next_query": _next_query(request, results.next_page),
    }
    return render(request, "pages/search.html", shown)


def _next_query(request: HttpRequest, page: int) -> str:
    """Return what the address of the next page asks, empty if there is none."""
    if not page:
        return ""
    query = request.GET.copy()
    query["page"] = str(page)
    return query.urlencode()


@books.read_session()
def _front(request: HttpRequest, name: str | None) -> HttpResponse:
    before = request.GET.get("before") or None
    names = articles.sections()
    if name is not None and name not in names:
        if (now := paper.section_name(name)) in names:
            return moved(request, reverse("pages:section", args=[now]))
        raise Http404
    shown = {
        **layout.context(name, names, layout.of_readers(viewer_id(request), name, before)),
        "is_followed": name is not None and following.is_followed(viewer_id(request), section=name),
        "is_later_page": before is not None,
    }
    return render(request, "pages/home.html", shown)
