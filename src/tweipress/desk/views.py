"""The desk's own pages. The books know who may: roles are read there, not in the member's flags."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from tweipress.comments import actions as comment_actions
from tweipress.comments import queries as comment_queries
from tweipress.core.roles import MODERATOR, OPERATOR
from tweipress.desk import queries
from tweipress.people import queries as people
from tweipress.web.answers import answer, to_sign_in

DIGITS_MAX: Final = 18
View = Callable[..., HttpResponse]


def only_for(role: str) -> Callable[[View], View]:
    """Give a view the member, who has to have a role; a visitor is asked to sign in."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            member = request.user
            if not member.is_authenticated:
                is_page = request.method == "GET"
                back_to = request.get_full_path() if is_page else reverse("desk:comments")
                return to_sign_in(request, back_to)
            if role not in people.roles_of(member):
                raise PermissionDenied
            return view(request, member, **kwargs)

        return guarded

    return guard


@require_GET
@only_for(OPERATOR)
def overview(request: HttpRequest, _operator: Any) -> HttpResponse:
    """Show the economy at a glance."""
    return render(request, "desk/overview.html", {"economy": queries.economy()})


@require_GET
@only_for(MODERATOR)
def comments(request: HttpRequest, _moderator: Any) -> HttpResponse:
    """List the newest comments; `before` asks for an older page."""
    before = request.GET.get("before", "0")
    if not (before.isascii() and before.isdigit() and len(before) <= DIGITS_MAX):
        raise Http404("A page of comments is named by a comment's number.")
    latest = comment_queries.latest(int(before))
    return render(request, "desk/comments.html", {"latest": latest})


@require_POST
@only_for(MODERATOR)
def hide(request: HttpRequest, moderator: Any, number: int) -> HttpResponse:
    """Take a comment off the page for the reason written."""
    reason = request.POST.get("reason", "")
    return answer(
        request,
        comment_actions.hide(moderator, number, reason),
        reverse("desk:comments"),
        "desk/latest.html",
        lambda: {"latest": comment_queries.latest(), "refused_on": number, "reason": reason},
        said="The comment is removed.",
    )
