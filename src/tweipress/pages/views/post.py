"""The page of an article: its text, reading, profit and loss, and comments."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.bank import queries as books
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import comments, pnl, reading


@require_safe
@keep_for_visitors
@books.read_session()
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article with its economy: reading, profit and loss, comments."""
    article = articles.by_slug(slug)
    if article is None:
        raise Http404
    viewer = viewer_id(request)
    report_block = pnl.block(article, viewer, request.GET.get("report", ""))
    if article.is_taken_back:
        shown = {"post": article, "report_block": report_block}
        return render(request, "pages/taken_back.html", shown, status=HTTPStatus.GONE)
    is_told = article.author_id == viewer or not articles.is_payable(article)
    shown = {
        "post": article,
        "repeated": articles.known_repeat(article) if is_told else None,
        "parts": articles.body(article),
        "panel": reading.panel_for(request, article, request.COOKIES.get(reading.COOKIE, "")),
        "report_block": report_block,
        "thread": comments.thread(article, viewer),
    }
    return render(request, "pages/post.html", shown)
