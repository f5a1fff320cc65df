"""The front page, sections, articles, search and the pages about the site. No rules here."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.comments import queries as comments
from tweipress.core.money import BPS
from tweipress.core.refusals import Refusal
from tweipress.core.rules.levels import level_at
from tweipress.http.viewer import viewer_id
from tweipress.pages import queries
from tweipress.pnl import queries as reports
from tweipress.reading import queries as reading
from tweipress.reading.actions import KEPT_DAYS

QUERY_CHARS = 200
REPEATS = Refusal.ARTICLE_REPEATS.name
SECONDS_PER_DAY = 86_400


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is new, a lead story first."""
    return _front(request, None)


@require_safe
def section(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is new in a news section."""
    return _front(request, name)


@require_safe
@books.read_session()
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article with its economy: reading, profit and loss, comments."""
    article = articles.by_slug(slug)
    if article is None:
        raise Http404
    member = request.user if request.user.is_authenticated else None
    report_block = reports.block(article, member, request.GET.get("report", ""))
    if article.is_taken_back:
        shown = {"post": article, "report_block": report_block}
        return render(request, "pages/taken_back.html", shown, status=HTTPStatus.GONE)
    panel = reading.panel(article, member, request.COOKIES.get(reading.COOKIE, ""))
    is_told = article.author_id == request.user.pk or (panel.why and panel.why.name == REPEATS)
    shown = {
        "post": article,
        "repeated": articles.repeated(article) if is_told else None,
        "parts": articles.body(article),
        "puzzle": reading.gate(request, member, article).puzzle() if member else None,
        "panel": panel,
        "report_block": report_block,
        "thread": comments.thread(article, member),
    }
    return render(request, "pages/post.html", shown)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the articles in which every word asked for occurs."""
    text = request.GET.get("q", "")[:QUERY_CHARS].strip()
    shown = {"text": text, "stories": queries.search(viewer_id(request), text) if text else ()}
    return render(request, "pages/search.html", shown)


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Say how the site pays, with the prices in force."""
    return render(request, "pages/rules.html", {"tariff": books.tariff()})


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """Say what trust is, what it opens, and how one gets it, also as a reader alone."""
    tariff = books.tariff()
    shown = {
        "tariff": tariff,
        "trusted_lane_bps": BPS - tariff.open_lane_bps,
        "reading_level": level_at(tariff.xp_reading_max, tariff),
    }
    return render(request, "pages/trust.html", shown)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about reading, and what is not."""
    rated_days = books.tariff().risk_kept_s // SECONDS_PER_DAY
    return render(request, "pages/privacy.html", {"kept_days": KEPT_DAYS, "rated_days": rated_days})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, whatever was sent to it."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@books.read_session()
def _front(request: HttpRequest, name: str | None) -> HttpResponse:
    before = request.GET.get("before") or None
    names = articles.sections()
    if name is not None and name not in names:
        raise Http404
    front = queries.front(viewer_id(request), name, before)
    shown = {
        "section": name,
        "section_names": names,
        "stories": front.stories,
        "has_lead": bool(front.stories) and front.stories[0].is_lead,
        "older": front.older,
        "is_later_page": before is not None,
    }
    return render(request, "pages/home.html", shown)
