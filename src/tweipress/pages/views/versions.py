"""The versions of an article: what each changed, each whole, and taking the text of one away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.articles import actions
from tweipress.articles import queries as articles
from tweipress.articles.queries import Article
from tweipress.bank import queries as books
from tweipress.core.digits import number_in
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.http import limits
from tweipress.http.answers import SeeOther, refusal_page, to_sign_in
from tweipress.http.links import moved
from tweipress.http.refusals import advised, status_of
from tweipress.http.viewer import viewer_id
from tweipress.pages.blocks import versions as block
from tweipress.people.queries import factors


@require_safe
@books.read_session()
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """List versions with their differences, newest first; `before` asks for older ones."""
    article = _article(slug)
    if article.slug != slug:
        return moved(request, reverse("pages:versions", args=[article.slug]))
    before = number_in(request.GET.get("before", "0"))
    if before is None:
        raise Http404
    if refused := limits.spend(request, limits.COMPARISONS):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    shown = {"history": block.history(article, before), "is_later_page": before > 0}
    return _unindexed(render(request, "articles/versions.html", shown))


@require_safe
@books.read_session()
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one version whole, or that its text was taken away."""
    article = _article(slug)
    if article.slug != slug:
        return moved(request, reverse("pages:version", args=[article.slug, number]))
    if refused := limits.spend(request, limits.COMPARISONS):
        return limits.state_in(refusal_page(request, refused, request.path), request)
    return _page(request, article, number)


@require_POST
def take_away(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a version's text away for the reason written."""
    article = _article(slug)
    revision = articles.versions.one(article, number)
    if revision is None:
        raise Http404
    member = viewer_id(request)
    if member is None:
        return to_sign_in(request, reverse("pages:version", args=[article.slug, number]))
    factors.require_of_holder(member, Right.REMOVE_VERSION)
    reason = request.POST.get("reason", "")
    if refused := actions.take_away(member, article, revision, reason):
        return _page(request, article, number, refused, reason)
    messages.success(request, _("The text of this version was taken away."))
    return SeeOther(reverse("pages:version", args=[article.slug, number]))


def _article(slug: str) -> Article:
    """Return an article that readers can read; the texts of others are nobody's."""
    article = articles.by_slug(slug)
    if article is None or not article.is_published:
        raise Http404
    return article


@books.read_session()
def _page(
    request: HttpRequest,
    article: Article,
    number: int,
    refused: Refused | None = None,
    typed: str = "",
) -> HttpResponse:
    revision = articles.versions.one(article, number)
    if revision is None:
        raise Http404
    shown = {
        "page": block.whole(article, revision, viewer_id(request)),
        "refused": refused,
        "typed": typed,
    }
    status = HTTPStatus.GONE if revision.is_gone else HTTPStatus.OK
    if refused is not None:
        status = status_of(refused)
    page = render(request, "articles/version.html", shown, status=status)
    return _unindexed(advised(page, refused))


def _unindexed(response: HttpResponse) -> HttpResponse:
    """Keep search engines from showing what is no longer the article."""
    response["X-Robots-Tag"] = "noindex"
    return response
