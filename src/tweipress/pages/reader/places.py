"""Going on where one was: the choice, what a page's script sends, and the line on the article."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tweipress.articles import queries as articles
from tweipress.articles.places import actions, queries
from tweipress.articles.places.queries import Spot
from tweipress.bank import clock
from tweipress.core.digits import number_in
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.units import MS_PER_S, moment
from tweipress.http.answers import SeeOther, refusal_page, to_sign_in
from tweipress.http.fast.kept_pages import leaves_pages
from tweipress.http.links import post_path
from tweipress.http.viewer import member_id, viewer_id
from tweipress.people.actions import members


class Place(NamedTuple):
    """What an article's page knows of its reader's place; `served_ms` is when it was made."""

    spot: Spot | None
    served_ms: int

    def here(self, part: int) -> int | None:
        """Return the paragraph of a part at which the reader was."""
        return self.spot.paragraph if self.spot and self.spot.part == part else None


def place_for(
    request: HttpRequest, article: articles.Article, parts: Sequence[articles.Part]
) -> Place | None:
    """Return a member's place in an article, None for all who did not choose to have it kept.

    A place that an edit has taken away is none.
    """
    if getattr(request.user, "places_since", None) is None:
        return None
    spot = queries.place_in(member_id(request), ArticleId(article.pk))
    is_there = spot is not None and any(
        part.number == spot.part and spot.paragraph < len(part.pieces) for part in parts
    )
    return Place(spot if is_there else None, clock.now_ms())


@require_POST
@leaves_pages
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the place that a page's script sends; it is told nothing."""
    article, member = articles.head_by_slug(slug), viewer_id(request)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(article.slug)
    if member is None:
        return to_sign_in(request, back_to)
    spot, at = queries.spot_in(request.POST.get("place", "")), _moment(request.POST.get("at", ""))
    if spot is None or at is None:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    actions.keep(member, article, spot, at)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choice(request: HttpRequest) -> HttpResponse:
    """Show what keeping places means, and let a member switch it on or off."""
    if request.method != "POST":
        shown = {
            "is_on": getattr(request.user, "places_since", None) is not None,
            "kept_s": int(queries.KEPT.total_seconds()),
        }
        return render(request, "reader/places.html", shown)
    member, back_to = member_id(request), reverse("pages:places")
    match request.POST.get("do"):
        case "on":
            members.choose_places(member, is_on=True)
            messages.success(request, _("Your place in articles is kept from now on."))
        case "off":
            switch_off(member)
            messages.success(request, _("Your places are deleted, and none is kept any more."))
        case _other:
            return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    return SeeOther(back_to)


def switch_off(member: MemberId) -> None:
    """Keep no places of a member any more, and delete those that are kept."""
    with transaction.atomic():
        members.choose_places(member, is_on=False)
        actions.forget_all(member)


def _moment(text: str) -> datetime | None:
    """Return the time that a script sends in milliseconds; one far in the future is now."""
    sent_ms = number_in(text)
    if sent_ms is None:
        return None
    at_ms = min(sent_ms, clock.now_ms())
    return moment(at_ms) + timedelta(milliseconds=at_ms % MS_PER_S)
