"""The language of an answer: the member's own choice, else what the browser asks for, as offered.

The outer part wraps everything, so that every page and every error has a language; it also asks
once a request whether the paper was changed. The inner part comes once it is known who asks.
"""

from collections.abc import Callable
from typing import Final, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from tweipress.publication import queries

GetResponse = Callable[[HttpRequest], HttpResponse]
ASKED: Final = "Accept-Language"
ANY: Final = "*"


class Speaker(Protocol):
    """A member, who has chosen a language or none."""

    language: str


class BrowserLanguage:
    """Answer in the browser's language, and say in the headers which language it was."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; afterwards the thread has the language that it had before."""
        with translation.override(_asked_for(request, queries.current().languages)):
            response = self._get_response(request)
            if not response.streaming:  # files are the same in every language
                response.headers.setdefault("Content-Language", translation.get_language() or "")
                patch_vary_headers(response, [ASKED])
        return response


class MemberLanguage:
    """Answer a member who has chosen a language in that one, while it is offered."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change the language for the rest of the request; machines and files have no language."""
        is_bare = request.path in settings.MACHINE_PATHS
        is_bare = is_bare or request.path.startswith(settings.FILES_PATH)
        if not is_bare and request.user.is_authenticated:
            speak_to(request.user)
        return self._get_response(request)


def speak_to(member: Speaker) -> None:
    """Speak a member's own language for the rest of the request, if one is chosen and offered."""
    chosen = member.language
    if chosen and chosen in queries.shown().languages:
        translation.activate(chosen)


def _asked_for(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """Return the first language offered of those that a browser names, else the main one."""
    for asked, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        if asked == ANY:
            break
        try:
            language = translation.get_supported_language_variant(asked)
        except LookupError:
            continue
        if language in offered:
            return language
    return offered[0]
