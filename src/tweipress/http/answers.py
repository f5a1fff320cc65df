"""Answers to forms: to htmx a block; to a browser a redirect, or a page with the refusal.

A block is a partial template. It includes `http/refused.html`, so the same template serves the
page, the block and the refusal. The member's new balance comes with the block, for the masthead.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from tweipress.bank.queries import read_session
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.http.balance import spendable_twei
from tweipress.http.refusals import advised, status_of
from tweipress.http.request_keys import sending_again
from tweipress.language.refusals import sentence

BLOCK = "http/block.html"
REFUSED_PAGE = "http/refused_page.html"
HTML = "text/html"
JSON = "application/json"
Context = Callable[[], Mapping[str, object]]
TO_SEND_AGAIN = {Refusal.BOOKS_BUSY, Refusal.BOOKS_FAILED}
"""Refusals that are no answer to the act itself."""


class SeeOther(HttpResponseRedirect):
    """A redirect after a form: whatever the method was, the next request is a GET (303)."""

    status_code = HTTPStatus.SEE_OTHER


def is_htmx(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a block, rather than a browser for a page."""
    return bool(getattr(request, "htmx", False))  # django_htmx sets it


def answer(
    request: HttpRequest,
    outcome: object,
    redirect_to: str,
    block_template: str,
    context: Context,
    said: str = "",
) -> HttpResponse:
    """Answer with the block as it is after the act, or redirect, or say why the act was refused.

    `outcome` is a Refused or anything else (accepted). `context` is called after the act and makes
    the block's context; `refused` and `back_to` are added to it. `said` is the message after a
    redirect. A form whose act may have been done all the same keeps its key.
    """
    refused = outcome if isinstance(outcome, Refused) else None
    if refused is None and not is_htmx(request):
        if said:
            messages.success(request, said)
        return SeeOther(redirect_to)
    status = HTTPStatus.OK if refused is None else status_of(refused)
    template = REFUSED_PAGE
    with read_session(), _kept_key(request, refused):
        shown = {
            **context(),
            "refused": refused,
            "back_to": redirect_to,
            "block_template": block_template,
        }
        if is_htmx(request):
            template, shown["balance_twei"] = BLOCK, spendable_twei(request.user)
        return advised(render(request, template, shown, status=status), refused)


def _kept_key(request: HttpRequest, refused: Refused | None) -> AbstractContextManager[None]:
    if refused is None or refused.reason not in TO_SEND_AGAIN:
        return nullcontext()
    return sending_again(request.path, request.POST)


def refusal_page(request: HttpRequest, refused: Refused, back_to: str) -> HttpResponse:
    """Answer with the refusal alone, for a request that names nothing a block could show.

    A program that asks for JSON gets the name, the sentence and its figures.
    """
    if wants_data(request):
        return refusal_data(refused)
    shown = {"refused": refused, "back_to": back_to, "block_template": ""}
    template = "http/refused.html" if is_htmx(request) else REFUSED_PAGE
    return advised(render(request, template, shown, status=status_of(refused)), refused)


def refused_form(
    request: HttpRequest, template: str, context: Mapping[str, object], refused: Refused
) -> HttpResponse:
    """Answer with a form's page, which shows `refused` and keeps what was typed; or with data."""
    if wants_data(request):
        return refusal_data(refused)
    return advised(render(request, template, context, status=status_of(refused)), refused)


def wants_data(request: HttpRequest) -> bool:
    """Tell whether a program asks, for JSON, and not a browser."""
    return request.get_preferred_type([HTML, JSON]) == JSON


def refusal_data(refused: Refused) -> HttpResponse:
    """Answer a program with the refusal: its name, its sentence and its figures."""
    figures = {"refusal": refused.name, "sentence": sentence(refused), **refused.figures}
    return advised(JsonResponse(figures, status=status_of(refused)), refused)


def to_sign_in(request: HttpRequest, back_to: str) -> HttpResponse:
    """Send a visitor to sign in and then to `back_to`: a form has no page of its own."""
    redirect = redirect_to_login(back_to, resolve_url(settings.LOGIN_URL))
    if is_htmx(request):
        return HttpResponseClientRedirect(redirect.url)
    return SeeOther(redirect.url)
