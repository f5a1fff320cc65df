"""Asking for letters, confirming that, and ending it with one click."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from tweipress.articles import queries as articles
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import refuse
from tweipress.core.units import S_PER_H
from tweipress.http import limits, puzzles
from tweipress.http.answers import SeeOther, refusal_page, refused_form, to_sign_in
from tweipress.http.viewer import viewer_id
from tweipress.letters import actions, queries
from tweipress.letters.actions import LettersForm
from tweipress.letters.queries import Rhythm
from tweipress.pages.actions import letters as composing

PURPOSE: Final = "letters"
NEVER: Final = "never"
PUZZLE_LIFE_S: Final = S_PER_H


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest) -> HttpResponse:
    """Show the form, or have the address asked; the answer never says who gets letters."""
    gate = puzzles.gate(request, PURPOSE, limits.FREE_LETTERS, PUZZLE_LIFE_S)
    email = request.user.email if request.user.is_authenticated else ""
    sent = request.POST if request.method == "POST" else None
    form = LettersForm(articles.sections(), sent, initial={"email": email})
    own = queries.of_follower(viewer_id(request) or 0)
    shown = {"form": form, "puzzle": gate.puzzle(), "own": own, "rhythms": Rhythm.choices}
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        return render(request, "letters/letters.html", shown, status=status)
    refused = gate.pass_through(request.POST) or limits.spend(request, limits.LETTERS)
    if refused is not None:
        return refused_form(request, "letters/letters.html", shown, refused)
    composing.ask(**form.cleaned_data, language=get_language() or settings.LANGUAGE_CODE)
    messages.success(
        request,
        _("If this address does not get the letter yet, a mail is on its way: confirm there."),
    )
    return SeeOther(reverse("letters:letters"))


@require_POST
def followed(request: HttpRequest) -> HttpResponse:
    """Have a member's letter of the authors they follow come every day, every week, or not."""
    back_to, rhythm = reverse("letters:letters"), request.POST.get("rhythm", "")
    member = request.user
    if not member.is_authenticated:
        return to_sign_in(request, back_to)
    if rhythm == NEVER:
        actions.unfollow(member.pk)
        messages.success(request, _("This letter comes no more."))
        return SeeOther(back_to)
    if rhythm not in Rhythm.values:
        return refusal_page(request, refuse(Refusal.MALFORMED), back_to)
    if refused := limits.spend(request, limits.LETTERS):
        return refusal_page(request, refused, back_to)
    language = get_language() or settings.LANGUAGE_CODE
    if composing.ask_of_own(MemberId(member.pk), member.email, rhythm, language):
        messages.success(request, _("The letter comes to the address you sign in with."))
    else:
        messages.success(request, _("A mail is on its way to your address: confirm there."))
    return SeeOther(back_to)


@never_cache
@csrf_exempt
@require_POST
def reports(request: HttpRequest) -> HttpResponse:
    """Take in what the mail provider says of letters; what it does not prove is refused."""
    if not actions.are_reports_taken():
        raise Http404
    actions.receive_reports(request)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Let a wish count; a click does it, since programs open the links of a mail."""
    is_done = request.method == "POST" and actions.confirm(token)
    shown = {"is_done": is_done, "is_lost": not actions.is_confirmable(token)}
    return render(request, "letters/confirm.html", shown, status=_status(shown))


@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """End a letter. Mail programs post here for their users (RFC 8058), without a cookie."""
    is_done = request.method == "POST"
    if is_done:
        actions.stop(token)
    shown = {"is_done": is_done, "is_lost": not actions.is_to_stop(token)}
    return render(request, "letters/stop.html", shown, status=_status(shown))


def _status(shown: Mapping[str, bool]) -> HTTPStatus:
    return HTTPStatus.NOT_FOUND if shown["is_lost"] else HTTPStatus.OK
