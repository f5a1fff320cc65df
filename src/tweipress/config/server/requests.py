"""Django's handler of requests, which also reads a content type that nobody can have meant."""

from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest


class Request(WSGIRequest):
    """A request whose content type is none if it cannot be read.

    Django fails at a parameter in a coding that there is not (`charset*=nothing''x`), and at one
    with a NUL (`charset*=utf-8''%00`), before any of its own answers to mistakes.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]  # the stubs forget it
        except ValueError:
            self.content_type, self.content_params = "", {}


class Handler(WSGIHandler):
    """Answers requests."""

    request_class = Request


def application() -> Handler:
    """Return the application that a server calls, once Django is set up."""
    django.setup(set_prefix=False)
    return Handler()
