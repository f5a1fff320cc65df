"""Middleware: text that can be kept, limits on forms, no member's pages in a cache, events."""

from codecs import lookup
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django_htmx.http import reswap, retarget

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http import limits
from tweipress.http.answers import is_htmx, refusal_page
from tweipress.http.network import network_of
from tweipress.http.text import is_storable
from tweipress.security.actions import gathered

SECRET: Final = ("/accounts/", "/join/")
"""Addresses that are secrets, or whose pages hold some, though nobody is signed in."""
ENTRANCE: Final = "/accounts/"
"""Forms that ask for a puzzle where many come, instead of being refused."""
AUTOSAVE: Final = "/autosave/"
PLACE: Final = "/place/"
"""How the addresses end to which pages send by themselves what is typed, and where one reads."""
SAFE: Final = {"GET", "HEAD", "OPTIONS", "TRACE"}


class SecurityEvents:
    """Store the security events of a request after it, with the network that it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; an event that it recorded stays, even if its work was undone."""
        with gathered(partial(network_of, request)):
            return self._get_response(request)


class StorableText:
    """Refuse what no database of ours keeps as text, wherever in a request: NUL, half characters.

    It is before everything that looks up a session or reads a form. Forms of an address that is
    not there are never read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, unless its address or cookies cannot be kept."""
        cookies = (text for pair in request.COOKIES.items() for text in pair)
        if not is_utf8(request) or not are_storable([request.path_info, *cookies], request.GET):
            return refusal_page(request, refuse(Refusal.UNSTORABLE), "/")
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Read the form, fields and names of files, before a view does.

        Whoever sends too much is answered here: it is no mistake of ours, and no line of a log.
        """
        if request.method != "POST":
            return None
        try:
            form, files = request.POST, request.FILES
        except UnreadablePostError as error:
            raise BadRequest("The form ends before it should.") from error
        except RequestDataTooBig:
            return _too_large()
        except (TooManyFieldsSent, TooManyFilesSent) as error:
            raise BadRequest("The form has more fields than any of ours.") from error
        names = (str(file.name) for _, sent in files.lists() for file in sent)
        if are_storable([*files, *names], form):
            return None
        return _refused_in_place(request, refuse(Refusal.UNSTORABLE))


def _too_large() -> HttpResponse:
    """Answer a form with more text than one may have; Django would log an error for it."""
    most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    page = render_to_string("413.html", {"most": most})
    return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def is_utf8(request: HttpRequest) -> bool:
    """Tell whether the texts of a request are what browsers send; other codings hide signs."""
    return lookup(request.encoding or "utf-8").name == "utf-8"


def are_storable(texts: Iterable[str], form: QueryDict) -> bool:
    """Tell whether databases keep some texts, and all of a form."""
    fields = (text for name, values in form.lists() for text in (name, *values))
    return all(map(is_storable, (*texts, *fields)))


class NoStore:
    """Let no cache keep what a signed-in member sees, or a secret; other pages can be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what a view says of caches itself stays."""
        response = self._get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if request.path.startswith(SECRET) or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response


class RateLimits:
    """Refuse a form that comes too often, and say in each answer what is left.

    Reading is never counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it; a block stays, with what was typed in it."""
        if request.method in SAFE:
            return self._get_response(request)
        refused = limits.spend(request, self.limits(request))
        if refused is None:
            return limits.state_in(self._get_response(request), request)
        return limits.state_in(_refused_in_place(request, refused), request)

    @staticmethod
    def limits(request: HttpRequest) -> Sequence[limits.Limit]:
        """Return what counts a form: whom others of a network have used up can still sign in."""
        if request.path.endswith(AUTOSAVE):
            return limits.AUTOSAVES
        if request.path.endswith(PLACE):
            return limits.PLACES
        if not request.path.startswith(ENTRANCE):
            return limits.FORMS
        return [limit for limit in limits.FORMS if limit.whose != limits.NETWORK]


def _refused_in_place(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer with a refusal; a script's block stays, with what was typed in it."""
    response = refusal_page(request, refused, "/")
    if is_htmx(request):
        response = reswap(retarget(response, "this"), "afterbegin")
    return response
