"""Templates depend on each other as packages do: downwards, and never on a sibling's."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGE, files

APPS = (
    *("people", "articles", "comments", "reading", "reviews", "pnl", "moderation"),
    *("trust", "http"),
)
ENGINES = ("jinja2", "templates")
"""The folders of our own pages, and of what overrides pages of allauth and the admin."""
ALLAUTH = ("account/", "allauth/")
NAMED = re.compile(r"\{% (?:extends|include) \"([^\"]+)\"")
LEFT_TO_DJANGO = re.compile(r"^(admin|allauth|account/email)/|^staff/index\.html$")
LOADED = re.compile(r"\{% load |\{% (?:blocktranslate|translate|url|static) ")
ADDRESS = re.compile(r"""(?:href|src|action|hx-\w+)\s*=\s*["']?(/[^"'\s>]*)""")


def named(app: str) -> Iterator[tuple[Path, str]]:
    """Yield each template of an app with the name of every template that it uses."""
    for path in files():
        homes = [PACKAGE / app / engine for engine in ENGINES]
        if path.suffix == ".html" and any(path.is_relative_to(home) for home in homes):
            for name in NAMED.findall(path.read_text()):
                yield path, name


def is_below(app: str, name: str) -> bool:
    """Tell whether an app's template may use this one: its own, http's, or allauth's."""
    homes = (PACKAGE / owner / engine / name for owner in (app, "http") for engine in ENGINES)
    return name.startswith(ALLAUTH) or any(home.exists() for home in homes)


def test_an_apps_template_uses_only_its_own_and_those_of_http() -> None:
    strangers = {
        (str(path.relative_to(PACKAGE)), name)
        for app in APPS
        for path, name in named(app)
        if not is_below(app, name)
    }
    assert strangers == set()


def test_the_templates_that_a_page_uses_are_seen() -> None:
    assert {"http/refused.html", "reading/panel.html"} <= {name for _, name in named("pages")}


def test_no_template_writes_an_address_by_hand() -> None:
    written = {
        (str(path.relative_to(PACKAGE)), address)
        for path in files()
        if path.suffix in {".html", ".txt"} and set(ENGINES) & set(path.parts)
        for address in ADDRESS.findall(path.read_text())
    }
    assert written == set()


def test_djangos_engine_is_left_to_allauth_the_admin_and_mails() -> None:
    strangers = [
        str(path.relative_to(PACKAGE))
        for path in files()
        if "templates" in path.parts and path.suffix in {".html", ".txt"}
        if not LEFT_TO_DJANGO.search("/".join(path.parts[path.parts.index("templates") + 1 :]))
    ]
    assert strangers == []


def test_our_own_pages_have_no_tag_of_djangos() -> None:
    mixed = [
        str(path.relative_to(PACKAGE))
        for path in files()
        if "jinja2" in path.parts and LOADED.search(path.read_text())
    ]
    assert mixed == []
