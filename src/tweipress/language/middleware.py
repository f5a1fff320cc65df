"""The language of an answer: the member's own choice, else what the browser asks for.

The outer part wraps everything, so that every page and every error has a language. The inner part
comes once it is known who asks.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]
ASKED: Final = "Accept-Language"


class BrowserLanguage:
    """Answer in the browser's language, and say in the headers which language it was."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; afterwards the thread has the language that it had before."""
        with translation.override(translation.get_language_from_request(request)):
            response = self._get_response(request)
            if not response.streaming:  # files are the same in every language
                response.headers.setdefault("Content-Language", translation.get_language() or "")
                patch_vary_headers(response, [ASKED])
        return response


class MemberLanguage:
    """Answer a member who has chosen a language in that one."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change the language for the rest of the request; machines have no language."""
        is_machine = request.path in settings.MACHINE_PATHS
        if not is_machine and request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)
        return self._get_response(request)
