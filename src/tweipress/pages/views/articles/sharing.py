"""The picture that an article has where it is shared."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from tweipress.articles import queries as articles
from tweipress.http import limits
from tweipress.http.answers import refusal_page
from tweipress.pages.blocks.sharing import card_of
from tweipress.pages.sharing import drawings

FOREVER: Final = "public, max-age=31536000, immutable"


@require_safe
def card(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Answer with an article's picture; one that is no longer true leads to today's."""
    article = articles.by_slug(slug)
    if article is None or not article.is_published:
        raise Http404
    wanted = card_of(article)
    if digest != wanted.digest:
        return redirect("pages:card", article.slug, wanted.digest)
    picture = drawings.kept(wanted)
    if picture is None:
        if refused := limits.spend(request, limits.DRAWINGS):
            return limits.state_in(refusal_page(request, refused, "/"), request)
        picture = drawings.drawn(wanted)
    headers = {"Cache-Control": FOREVER}
    return HttpResponse(picture, content_type="image/png", headers=headers)
