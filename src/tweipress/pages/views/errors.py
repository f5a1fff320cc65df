"""The page for an address that does not exist, and the way on from those of imported articles."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tweipress.articles.filing import queries as filing
from tweipress.http.links import moved_from_elsewhere, post_path

SAFE = {"GET", "HEAD"}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, whatever was sent to it; lead on to what was imported."""
    if request.method in SAFE and (slug := filing.came_from(request.get_full_path())):
        return moved_from_elsewhere(post_path(slug))
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)
