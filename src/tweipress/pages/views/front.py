"""The front page, the pages of news sections, and search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.http import limits
from tweipress.http.answers import refusal_page
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import front as block

QUERY_CHARS = 200


@require_safe
@keep_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new, a lead story first."""
    return _front(request, None)


@require_safe
@keep_for_visitors
def section(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is new in a news section."""
    return _front(request, name)


@require_safe
@books.read_session()
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles in which every word asked for occurs."""
    text = request.GET.get("q", "")[:QUERY_CHARS].strip()
    if text and (refused := limits.spend(request, limits.SEARCHES)):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    shown = {
        "text": text,
        "section": None,
        "query_max": QUERY_CHARS,
        "stories": block.search(viewer_id(request), text) if text else (),
    }
    return render(request, "pages/search.html", shown)


@books.read_session()
def _front(request: HttpRequest, name: str | None) -> HttpResponse:
    before = request.GET.get("before") or None
    names = articles.sections()
    if name is not None and name not in names:
        raise Http404
    front = block.front_page(viewer_id(request), name, before)
    shown = {
        "section": name,
        "section_names": names,
        "stories": front.stories,
        "has_lead": bool(front.stories) and front.stories[0].is_lead,
        "older": front.older,
        "is_later_page": before is not None,
    }
    return render(request, "pages/home.html", shown)
