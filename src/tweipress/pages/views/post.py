"""The page of an article: its text, reading, profit and loss, and comments."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.articles.staging import queries as staging
from tweipress.bank import queries as books
from tweipress.http.fast.kept_pages import keep_for_visitors
from tweipress.http.links import moved, post_path
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import comments, pnl, reading
from tweipress.pages.blocks.contents import contents
from tweipress.pages.blocks.sharing import sharing
from tweipress.pages.reader.places import place_for
from tweipress.pages.reader.size import size_for


@require_safe
@keep_for_visitors
@books.read_session()
def post(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article with its economy: reading, profit and loss, comments."""
    article = articles.by_slug(slug)
    if article is None:
        raise Http404
    if article.slug != slug:
        return moved(request, post_path(article.slug))
    viewer = viewer_id(request)
    report_block = pnl.block(article, viewer, request.GET.get("report", ""))
    if article.is_taken_back:
        shown = {"post": article, "report_block": report_block}
        return render(request, "pages/taken_back.html", shown, status=HTTPStatus.GONE)
    is_told = article.is_by(viewer) or not articles.is_payable(article)
    parts = articles.body(article)
    shown = {
        "post": article,
        "repeated": articles.known_repeat(article) if is_told else None,
        "parts": parts,
        "notices": staging.notices(article),
        "contents": contents(article, parts),
        "related": articles.related(article),
        "panel": reading.panel_for(request, article, request.COOKIES.get(reading.COOKIE, "")),
        "report_block": report_block,
        "thread": comments.thread(article, viewer),
        "place": place_for(request, article, parts),
        "text_size": size_for(request),
        "sharing": sharing(article) if viewer is None else None,
    }
    return render(request, "pages/post.html", shown)
