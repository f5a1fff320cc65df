"""Two web processes and a teller: what a member changes in one is on the next page of the other.

Pages that are kept for visitors are a second old at most there; members' pages are never kept.
"""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from html import unescape

import pytest

from harness.process import PATIENCE_S, PAUSE_S
from harness.site import Site
from tests.config.visitor import Visitor
from tests.templates import demo_site

pytestmark = pytest.mark.once
POST = "/post/how-bees-vote/"
FIELD = re.compile(r'<(?:input|textarea)[^>]*name="(\w+)"(?:[^>]*value="([^"]*)")?[^>]*>([^<]*)')


@dataclass
class Two:
    """Two processes of one site; people sign in at the first, and are known at both."""

    site: Site
    ports: tuple[int, int]

    def sign_in(self, name: str) -> tuple[Visitor, Visitor]:
        """Return one browser, as it asks the first process and as it asks the second."""
        there = Visitor(self.ports[0])
        password = (self.site.data / "demo-password").read_text()
        sent = {"login": f"{name.lower()}@example.org", "password": password}
        assert there.post("/accounts/login/", **sent)[0] == 302
        return there, there.at(self.ports[1])

    def number(self, sql: str) -> str:
        """Return what the site's database says."""
        with closing(sqlite3.connect(self.site.data / "site.sqlite3")) as database:
            return str(database.execute(sql).fetchone()[0])


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Serve a demo by two processes that are never asked by the same connection."""
    with ExitStack() as stack:
        site = demo_site(tmp_path_factory.mktemp("two"))
        site.variables = {**site.variables, "TWEIPRESS_TELLER": "process"}
        teller = site.start("teller")
        stack.callback(teller.kill)
        servers = [stack.enter_context(site.serving()) for _ in range(2)]
        yield Two(site, (servers[0].port, servers[1].port))


def shows(browser: Visitor, path: str = POST) -> str:
    """Return the words of a page."""
    status, page = browser.get(path)
    assert status == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def soon(browser: Visitor, words: str, path: str = POST) -> None:
    """Wait until a visitor's page says something: it may be a second old."""
    deadline = time.monotonic() + PATIENCE_S
    while words not in shows(browser, path):
        assert time.monotonic() < deadline, words
        time.sleep(PAUSE_S)


def test_an_edit_and_a_hidden_comment_are_seen_at_the_other_process(two: Two) -> None:
    (_, reader), visitor = two.sign_in("Leilani"), Visitor(two.ports[1])
    for browser in (reader, visitor):
        assert "How Bees Vote" in shows(browser)

    author, _ = two.sign_in("Tomas")
    code = two.number("SELECT code FROM articles_article WHERE slug = 'how-bees-vote'")
    path = f"/write/{code}/"
    fields = {
        name: unescape(value or text) for name, value, text in FIELD.findall(author.get(path)[1])
    }
    sent = {name: fields[name] for name in ("lead", "body", "base")} | {"section": "Science"}
    assert author.post(path, do="save", title="How Wasps Vote", **sent)[0] == 303
    assert "How Wasps Vote" in shows(reader)
    soon(visitor, "How Wasps Vote")

    number = re.findall(r'id="comment-(\d+)"', reader.get(POST)[1])[0]
    moderator, _ = two.sign_in("Mireille")
    assert moderator.post(f"/comments/{number}/hide/", POST, reason="Not kind")[0] == 303
    assert "Removed by a moderator: Not kind" in shows(reader)
    soon(visitor, "Removed by a moderator: Not kind")


def test_the_papers_name_and_colour_are_seen_at_once_at_the_other_process(two: Two) -> None:
    there, here = two.sign_in("Hedda")
    visitor = Visitor(two.ports[1])
    assert "The Tidewater Courier" in shows(visitor, "/")
    fields = {"time_zone": "UTC", "language": "en", "languages": "es"}
    version = re.findall(r'name="version" value="(\d+)"', there.get("/desk/paper/")[1])[0]
    sent = {**fields, "version": version, "name": "The Heron", "accent": "#0b7d7a"}
    assert there.post("/desk/paper/", **sent)[0] == 303
    for browser in (visitor, here):
        status, page = browser.get("/")
        assert status == 200
        assert "<title>The Heron</title>" in page
        assert "/paper/colours/0b7d7a.css" in page


def test_a_level_a_role_and_a_ban_from_a_third_process_are_seen_at_once(two: Two) -> None:
    _, reader = two.sign_in("Leilani")
    assert "LVL 6" in shows(reader, "/me/")
    two.site.said("grade", "Leilani", "0", "1000")
    assert "LVL 6" not in shows(reader, "/me/")
    assert "Remove for good" not in shows(reader)
    two.site.said("role", "grant", "Leilani", "moderator")
    assert "Remove for good" in shows(reader)
    two.site.said("role", "take", "Leilani", "moderator")
    assert "Remove for good" not in shows(reader)
    two.site.said("ban", "Leilani", "Sold likes")
    assert "You are banned" in shows(reader)
    two.site.said("ban", "Leilani", "A mistake", "--lift")
    assert "You are banned" not in shows(reader)


def test_a_language_and_a_sign_out_are_seen_at_once_at_the_other_process(two: Two) -> None:
    there, here = two.sign_in("Radomir")
    assert "Sign out" in shows(here)
    sent = {"name": "Radomir", "bio": "", "language": "es"}
    assert there.post("/me/profile/", **sent)[0] == 302
    assert "Cerrar sesión" in shows(here)
    stolen = here.at(two.ports[1])
    assert there.post("/accounts/logout/", POST)[0] == 302
    for browser in (here, stolen):
        assert "Radomir" not in shows(browser, "/")
