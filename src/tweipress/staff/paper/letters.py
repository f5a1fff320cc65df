"""The page on which an operator sees how letters fare, has them rest, and helps one person."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import refuse
from tweipress.http.answers import SeeOther, refusal_page
from tweipress.letters import actions, queries
from tweipress.letters.actions import Texts
from tweipress.letters.queries import Rhythm
from tweipress.people import queries as people
from tweipress.publication import queries as paper
from tweipress.staff.guards import only_with

ROUNDS: Final = 20
ADDRESS_MAX: Final = 254


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@only_with(Right.SET_PAPER)
def letters(request: HttpRequest, operator: Any) -> HttpResponse:
    """Show how letters fare; do what a button says."""
    if request.method != "POST":
        return _page(request, {})
    what, address = request.POST.get("do", ""), request.POST.get("address", "").strip()
    if what == "find" and 0 < len(address) <= ADDRESS_MAX:
        rows = queries.at_mailbox(people.mailbox(address))
        return _page(request, {"address": address, "rows": rows})
    if what == "erase" and 0 < len(address) <= ADDRESS_MAX:
        gone = actions.erase(operator.pk, people.mailbox(address))
        messages.success(request, _ended(gone))
    elif what in DONE:
        DONE[what](request, operator)
    else:
        return refusal_page(request, refuse(Refusal.MALFORMED), reverse("paper:letters"))
    return SeeOther(reverse("paper:letters"))


def _ended(gone: int) -> str:
    said = ngettext("%(count)s letter was ended.", "%(count)s letters were ended.", gone)
    return said % {"count": gone}


def _rest(request: HttpRequest, operator: Any) -> None:
    actions.rest(operator.pk)
    messages.success(request, _("No letter is made or sent until you let them go on."))


def _resume(request: HttpRequest, operator: Any) -> None:
    actions.resume(operator.pk)
    messages.success(request, _("Letters go on."))


def _test(request: HttpRequest, operator: Any) -> None:
    text = _("This is a test of letters from {site}.").format(site=paper.shown().name)
    texts = Texts(text, text, f"<p>{escape(text)}</p>")
    wrong = actions.try_out(operator.email, texts)
    _say(request, wrong, _("The test was sent to the address you sign in with."))


def _check(request: HttpRequest, _operator: Any) -> None:
    _say(request, actions.ask_server(), _("It answers."))


def _say(request: HttpRequest, wrong: str, right: str) -> None:
    if wrong:
        said = _("Mail does not leave: {error}. Look at the settings and at the mail server.")
        messages.error(request, said.format(error=wrong))
    else:
        messages.success(request, right)


DONE: Final[Mapping[str, Callable[[HttpRequest, Any], None]]] = {
    "rest": _rest,
    "resume": _resume,
    "test": _test,
    "check": _check,
}


def _page(request: HttpRequest, more: Mapping[str, Any]) -> HttpResponse:
    shown = {
        "groups": queries.subscribers(),
        "rounds": queries.rounds(ROUNDS),
        "reasons": queries.reasons(),
        "resting_since": queries.resting_since(),
        "next": [(label, queries.next_due(value)) for value, label in Rhythm.choices],
        "way": _way(),
        "takes_reports": bool(settings.TWEIPRESS_BOUNCES) or actions.are_reports_taken(),
        **({"address": "", "rows": ()} | dict(more)),
    }
    return render(request, "staff/paper/letters.html", shown)


def _way() -> str:
    """Return how mail leaves, without a name or a password."""
    if settings.MAIL_PROVIDER:
        return str(settings.MAIL_PROVIDER)
    if settings.MAIL_BACKEND.endswith("smtp.EmailBackend"):
        return f"smtp {settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    return _("the terminal: no mail leaves")
