"""A member's pages of what they follow and want to read later, and their forms."""

from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tweipress.articles import queries as articles
from tweipress.articles.following import actions, queries
from tweipress.articles.following.actions import Followed
from tweipress.bank import queries as books
from tweipress.core.ids import ArticleId, MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.answers import SeeOther, refusal_page, to_sign_in
from tweipress.http.links import inside, post_path
from tweipress.http.viewer import member_id, viewer_id
from tweipress.pages.blocks import front
from tweipress.people import queries as people

NO_LONGER: Final = "unfollow"
REMOVE: Final = "remove"


@require_safe
@login_required
@books.read_session()
def following(request: HttpRequest) -> HttpResponse:
    """Show what is new from what the member follows, and whom and what that is."""
    member, before = member_id(request), request.GET.get("before") or None
    page = front.followed(member, before)
    shown = {
        "stories": page.stories,
        "older": page.older,
        "is_later_page": before is not None,
        "follows": queries.follows(member),
        "section": None,
    }
    return render(request, "articles/following.html", shown)


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Follow an author, a section or a tag, or follow it no longer."""
    member, back_to = viewer_id(request), _back_to(request)
    if member is None:
        return to_sign_in(request, back_to)
    what = _followed(request)
    if isinstance(what, Refused):
        return refusal_page(request, what, back_to)
    if request.POST.get("do") == NO_LONGER:
        actions.unfollow(member, what)
        messages.success(request, _("You no longer follow this."))
    elif refused := actions.follow(member, what):
        return refusal_page(request, refused, back_to)
    else:
        messages.success(request, _("You follow this. What is new is on the page “Following”."))
    return SeeOther(back_to)


@require_safe
@login_required
@books.read_session()
def reading_list(request: HttpRequest) -> HttpResponse:
    """Show the articles that the member wants to read later."""
    stories = front.saved(member_id(request))
    return render(request, "articles/reading_list.html", {"stories": stories, "section": None})


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Put an article on the reading list, or take it off."""
    article, member = articles.head_by_slug(slug), viewer_id(request)
    if article is None:
        return refusal_page(request, refuse(Refusal.UNKNOWN_ARTICLE), "/")
    back_to = post_path(article.slug)
    if member is None:
        return to_sign_in(request, back_to)
    if request.POST.get("do") == REMOVE:
        actions.remove(member, ArticleId(article.pk))
        messages.success(request, _("The article is off your reading list."))
        return SeeOther(reverse("pages:reading_list"))
    if refused := actions.save(member, article):
        return refusal_page(request, refused, back_to)
    messages.success(request, _("The article is on your reading list."))
    return SeeOther(back_to)


def _followed(request: HttpRequest) -> Followed | Refused:
    """Return what a form names, if there is such a thing."""
    what = request.POST.get("what", "")
    match request.POST.get("kind", ""):
        case "author" if author := people.by_name(what):
            return Followed(author=MemberId(author.pk))
        case "section" if what and (what in articles.sections() or _is_no_longer(request)):
            return Followed(section=what)
        case "tag" if what:
            return Followed(tag=what)
    return refuse(Refusal.MALFORMED)


def _is_no_longer(request: HttpRequest) -> bool:
    return request.POST.get("do") == NO_LONGER


def _back_to(request: HttpRequest) -> str:
    """Return the page of ours that the form was on."""
    return inside(request.POST.get("back_to", "")) or reverse("pages:following")
