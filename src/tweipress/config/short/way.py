"""The short way: saves half of what a member's vote, rating, comment or proof costs over HTTP.

That is Django's twenty-odd layers around a view, and the objects that they make in case somebody
needs them. It keeps nothing. `REPLACED` are those layers, each of which is here in its order.
"""

from collections.abc import Callable
from http import HTTPStatus
from types import SimpleNamespace
from typing import Final

from allauth.account.middleware import AccountMiddleware
from allauth.core import context
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse
from django.middleware.security import SecurityMiddleware
from django.urls import ResolverMatch
from django.utils.module_loading import import_string
from django_htmx.middleware import HtmxDetails

from tweipress.config.middleware import Moving
from tweipress.config.short.asked import Token, view_asked
from tweipress.config.short.members import member_of
from tweipress.http import limits
from tweipress.http.fast.compressed import Compressed
from tweipress.http.fast.sessions import SessionStore
from tweipress.http.middleware import RateLimits
from tweipress.people.middleware import AccessRefused, BusyHashing, SecondFactors
from tweipress.people.models import Member
from tweipress.publication.middleware import speak_to

GetResponse = Callable[[HttpRequest], HttpResponse]
REPLACED: Final = (
    "tweipress.config.middleware.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tweipress.config.middleware.ContentPolicy",
    "tweipress.config.middleware.Moving",
    "tweipress.config.middleware.AddressLimit",
    "tweipress.config.middleware.BodyLimit",
    "tweipress.http.middleware.StorableText",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tweipress.http.fast.compressed.Compressed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tweipress.http.middleware.NoStore",
    "tweipress.publication.middleware.MemberLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tweipress.http.middleware.RateLimits",
    "tweipress.people.middleware.BannedMembers",
    "tweipress.people.middleware.BusyHashing",
    "tweipress.people.middleware.SecondFactors",
    "tweipress.people.middleware.AccessRefused",
)
"""The layers of the long way, from outside to inside."""


class Details(HtmxDetails):
    """What htmx says of a request; whether it does at all is read without all headers' names."""

    def __bool__(self) -> bool:
        """Tell whether htmx asks."""
        about = self.request.META
        if "HTTP_HX_REQUEST_URI_AUTOENCODED" in about:
            return super().__bool__()
        return bool(about.get("HTTP_HX_REQUEST") == "true")


class ShortWay:
    """Answer a member's ordinary form, and let every other request go on."""

    def __init__(self, get_response: GetResponse) -> None:
        self._long = get_response
        self._token = Token(get_response)
        self._session = SessionMiddleware(get_response)
        self._security = SecurityMiddleware(get_response)
        layers = (AccessRefused, SecondFactors, BusyHashing, AccountMiddleware)
        self._failing = [layer(get_response).process_exception for layer in layers]
        self._messages = import_string(settings.MESSAGE_STORAGE)
        self._policy = build_policy()
        own = settings.MIDDLEWARE.index(f"{__name__}.{type(self).__name__}")
        self._is_open = tuple(settings.MIDDLEWARE[own + 1 :]) == REPLACED

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request on one of the two ways."""
        match = view_asked(request) if self._is_open else None
        member = self._let_in(request, match) if match else None
        if match is None or member is None:
            return self._long(request)
        request.resolver_match = match
        speak_to(member)
        return self._protected(request, self._within(request, match))

    def _let_in(self, request: HttpRequest, match: ResolverMatch) -> Member | None:
        """Return whose form it is, if nothing refuses it before its view; only then count it."""
        key = request.COOKIES[settings.SESSION_COOKIE_NAME]
        member = member_of(key)
        if member is None or not self._token.lets_in(request, match):
            return None
        request.user = member
        if not limits.take(request, RateLimits.limits(request)):
            return None
        request.session = SessionStore(key)
        request.session.accessed = True
        return member

    def _within(self, request: HttpRequest, match: ResolverMatch) -> HttpResponse:
        """Answer within the session: with its limits, sentences and cookies."""
        request._messages = self._messages(request)  # type: ignore[attr-defined]  # noqa: SLF001  # as Django does
        request.allauth = SimpleNamespace()  # type: ignore[attr-defined]  # as allauth does
        request.htmx = Details(request)  # type: ignore[attr-defined]  # as its middleware does
        with context.request_context(request):
            response = limits.state_in(self._viewed(request, match), request)
        request._messages.update(response)  # type: ignore[attr-defined]  # noqa: SLF001  # as Django does
        headers = response.headers
        headers.setdefault("Cache-Control", "no-store")
        self._token.process_response(request, response)
        if not response.streaming:
            headers.setdefault("Content-Length", str(len(response.content)))
        response = self._session.process_response(request, response)
        return Compressed(lambda _request: response)(request)

    def _viewed(self, request: HttpRequest, match: ResolverMatch) -> HttpResponse:
        """Answer by the view; what fails in it is answered by whom it concerns."""
        try:
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Exception as error:  # noqa: BLE001  # as Django does
            return self._failed(request, error)
        return response

    def _failed(self, request: HttpRequest, error: Exception) -> HttpResponse:
        for answer in self._failing:
            if response := answer(request, error):
                return response
        failed: HttpResponse = response_for_exception(request, error)
        return failed

    def _protected(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Give an answer what protects a browser."""
        self._security.process_response(request, response)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            failed = response
            response = Moving(lambda _request: failed)(request)
        response.headers[HEADER] = self._policy
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        return self._security.process_response(request, response)
