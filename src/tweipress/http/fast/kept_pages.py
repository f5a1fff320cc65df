"""Kept pages: a page that many visitors ask for at once is made once a second.

Saves making it again, and compressing it. Dropped after a second, at once in this process by any
form that may change what visitors see, and in every process by a change of the site's settings.
Only answers that a view has marked are kept, and only for requests without a cookie: what depends
on who asks is never kept and never answered from here.
"""

import time
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final, NamedTuple, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language

from tweipress.http.fast import changes, encodings

P = ParamSpec("P")
Key = tuple[object, ...]
KEPT_S: Final = 1.0
"""How old a kept page may be. A visitor is not told a quote, so none can be wrong."""
PAGES_MAX_BYTES: Final = 16 * 1024 * 1024
PAGE_MAX_BYTES: Final = 256 * 1024
HEAD_BYTES: Final = 4 * 1024
"""Bounds of the memory; to a page come its own head and what it was asked with. Few pages are asked
for within one second."""
SAFE: Final = {"HEAD", "OPTIONS", "TRACE"}
ALLOWED: Final = "tweipress_keep"
"""What a view sets on an answer that may be kept."""
LEAVES: Final = "tweipress_leaves_pages"
"""What a view sets on an answer to a form that changes nothing but figures, and those rarely."""


def keep_for_visitors(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let a view's pages be kept a moment, for those of whom nothing is known."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            set_response_etag(response)
            setattr(response, ALLOWED, True)
        return response

    return marked


def leaves_pages(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Say of a form that kept pages stay: it moves figures that are a second old at most."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        setattr(response, LEAVES, True)
        return response

    return marked


class KeptPages:
    """Answer a visitor with the page that another one has just been given."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response
        self._kept: dict[Key, _Kept] = {}
        self._bytes = 0
        """The sum of what was kept since all was dropped, pages that were replaced included."""
        self._forms = 0
        """How many forms may have changed pages: one that was begun before is not kept."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; keep what may be kept, drop all that a form may have changed."""
        if request.method != "GET":
            response = self._get_response(request)
            if request.method not in SAFE and not hasattr(response, LEAVES):
                self._forms += 1
                self._drop()
            return response
        if not _is_asked_by_anybody(request):
            return self._get_response(request)
        key, now_s = _key(request), time.monotonic()
        kept = self._kept.get(key)
        if kept is None or now_s - kept.made_s >= KEPT_S:
            forms = self._forms
            response = self._get_response(request)
            if not _may_be_kept(response):
                return response
            kept = _Kept(now_s, response, request.resolver_match)
            if forms == self._forms:
                self._keep(key, kept)
        request.resolver_match = kept.match
        return _answer(request, kept.response)

    def _keep(self, key: Key, kept: "_Kept") -> None:
        size = HEAD_BYTES + len(kept.response.content) + sum(len(str(part)) for part in key)
        if self._bytes + size > PAGES_MAX_BYTES:
            self._drop()
        self._kept[key] = kept
        self._bytes += size

    def _drop(self) -> None:
        self._kept, self._bytes = {}, 0


class _Kept(NamedTuple):
    """An answer, when it was made, and which view made it."""

    made_s: float
    response: HttpResponse
    match: ResolverMatch | None


def _key(request: HttpRequest) -> Key:
    """Return all that a visitor's page depends on."""
    asked = request.headers
    names = ("Accept", "HX-Request", "Host")
    return (
        request.get_full_path(),
        request.is_secure(),
        get_language(),
        encodings.best(request),
        changes.seen(),
        *(asked.get(name) for name in names),
    )


def is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell whether an answer has nothing in it that depends on who asks, and so no secret."""
    return _is_asked_by_anybody(request) and _may_be_kept(response)


def _is_asked_by_anybody(request: HttpRequest) -> bool:
    return request.method == "GET" and not request.META.get("HTTP_COOKIE")


def _may_be_kept(response: HttpResponse) -> bool:
    return (
        hasattr(response, ALLOWED)
        and not response.streaming
        and not response.cookies
        and "no-store" not in response.headers.get("Cache-Control", "")
        and len(response.content) <= PAGE_MAX_BYTES
    )


def _answer(request: HttpRequest, kept: HttpResponse) -> HttpResponse:
    """Return a copy of a kept answer, or 304 to a browser that has this very page."""
    copy = HttpResponse(kept.content, status=kept.status_code, headers=dict(kept.headers))
    answered = get_conditional_response(request, kept.headers.get("ETag"), response=copy)
    assert answered is not None
    return answered
