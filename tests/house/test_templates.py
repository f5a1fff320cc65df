"""Templates depend on each other as packages do: downwards, and never on a sibling's."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import PACKAGE, files

APPS = (
    *("people", "articles", "comments", "reading", "reviews", "pnl", "moderation"),
    *("trust", "http"),
)
ALLAUTH = ("account/", "allauth/")
NAMED = re.compile(r"\{% (?:extends|include) \"([^\"]+)\"")
ADDRESS = re.compile(r"""(?:href|src|action|hx-\w+)\s*=\s*["']?(/[^"'\s>]*)""")


def named(app: str) -> Iterator[tuple[Path, str]]:
    """Yield each template of an app with the name of every template that it uses."""
    for path in files():
        if path.suffix == ".html" and path.is_relative_to(PACKAGE / app / "templates"):
            for name in NAMED.findall(path.read_text()):
                yield path, name


def is_below(app: str, name: str) -> bool:
    """Tell whether an app's template may use this one: its own, http's, or allauth's."""
    homes = (PACKAGE / owner / "templates" / name for owner in (app, "http"))
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
    at_the_root = {f"/{path.name}" for path in (PACKAGE / "pages" / "root").iterdir()}
    written = {
        (str(path.relative_to(PACKAGE)), address)
        for path in files()
        if path.suffix in {".html", ".txt"} and "templates" in path.parts
        for address in ADDRESS.findall(path.read_text())
        if address not in at_the_root
    }
    assert written == set()
