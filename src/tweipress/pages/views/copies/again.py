"""Forms of whoever was signed out meanwhile: shown again with their words, instead of lost."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import render
from django.views.csrf import csrf_failure as failed

from tweipress.articles.queries import TextForm
from tweipress.autosave import queries as autosave

EDITORS: Final = {"articles:new", "articles:draft", "articles:staged_edit"}
"""The views whose forms have long texts; to send another form again could publish something."""
CROSS_SITE: Final = tuple(
    said.partition(" - ")[0] for said in (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
)
"""How Django begins to say that a form is one of another site's."""


def keeps_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for a sign-in as `login_required` does; but a form with words is shown again."""
    members_only = login_required(view)

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated and has_words(request):
            return _again(request)
        return members_only(request, *args, **values)

    return asked


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is not this browser's; a text is shown again with a new token.

    Every sign-in changes the token, so the form of a window that was open before has an old one.
    What another site sends is shown to nobody as a form of ours, with a token that is good.
    """
    match = request.resolver_match
    is_editor = match is not None and match.view_name in EDITORS
    is_ours = is_editor and request.method == "POST" and not reason.startswith(CROSS_SITE)
    return _again(request) if is_ours and has_words(request) else failed(request, reason)


def has_words(request: HttpRequest) -> bool:
    """Tell whether a form holds any text of an article."""
    return any(request.POST.get(name, "").strip() for name in TextForm.base_fields)


def _again(request: HttpRequest) -> HttpResponse:
    """Show a form that was sent, as it was sent. It is no text of ours, and is saved by nobody."""
    fields = {name: request.POST.get(name, "") for name in TextForm.base_fields}
    form = TextForm(initial=dict(TextForm(fields).data))
    shown = {"form": form, "sheet": autosave.sent(request.POST), "path": request.path}
    return render(request, "articles/again.html", shown, status=HTTPStatus.FORBIDDEN)
