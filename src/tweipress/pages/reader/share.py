"""Sharing an article: its address to take along, by the browser's own means where it has some."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.http.links import moved


@require_safe
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article's address, a link that sends it by mail, and a script's button."""
    article = articles.head_by_slug(slug)
    if article is None or not article.is_published:
        raise Http404
    if article.slug != slug:
        return moved(request, reverse("pages:share", args=[article.slug]))
    return render(request, "reader/share.html", {"post": article})
