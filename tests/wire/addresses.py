"""Every address of the site, from the URL map: ours, the sign-in's and the staff's tables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

BOOKS: Final = [str(model._meta.model_name) for model in apps.get_app_config("bank").get_models()]
PART: Final = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Address:
    """An address with names where a path has values, as `/post/<slug>/`."""

    route: str

    @property
    def row(self) -> str:
        """Return what the table calls it: the tables of the books are one row."""
        return re.sub(rf"^/staff/bank/(?:{'|'.join(BOOKS)})/", "/staff/bank/<table>/", self.route)

    @property
    def names(self) -> list[str]:
        """Return the names in it."""
        return re.findall(r"<(\w+)>", self.route)

    def path(self, values: Mapping[str, str]) -> str:
        """Return the path with the values of its names."""
        return re.sub(r"<(\w+)>", lambda name: values[name[1]], self.route)


def addresses() -> list[Address]:
    """Return every address once, in the order of the URL map."""
    return list(dict.fromkeys(Address(f"/{_plain(route)}") for route in _routes(get_resolver())))


def address_of(path: str) -> tuple[Address, dict[str, object]] | None:
    """Return the address of a path, and what the path has for its names; None if there is none."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return Address(f"/{_plain(match.route)}"), match.kwargs


def _routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from _routes(pattern, route)


def _plain(route: str) -> str:
    """Return a route, or a regular expression, with names in angle brackets."""
    named = PART.sub(lambda part: f"<{part[1] or part[2]}>", route)
    return re.sub(r"[\^$\\]", "", named)
