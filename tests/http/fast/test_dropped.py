"""What a process keeps is dropped by what changes it: each change is on the next page.

All browsers here are served by one process, which has shown each page twice before the change. What
two processes keep is in tests/config/test_two_workers.py.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import form_for
from tests.http.fast.test_kept_pages import House, remarked
from tests.http.stage import Stage, id_of, set_stage
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.core import roles
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.calendar.open_day import OpenDay
from tweipress.core.acts.calendar.set_tariff import SetTariff
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.grade import Grade
from tweipress.core.acts.members.role import Role
from tweipress.core.tariff import override
from tweipress.core.units import S_PER_DAY
from tweipress.http.fast import kept_pages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
POST = "/post/bees/"
ONE = 1000
"""Whole trust, in thousandths."""


@dataclass
class Scene:
    """A process, who is on its pages, and a comment."""

    stage: Stage
    house: House
    comment: int

    def shows(self, who: str, path: str = POST, **headers: str) -> str:
        """Return the words of a page as somebody sees it, "" a visitor."""
        page = self.browser(who).get(path, headers=headers)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))

    def browser(self, who: str) -> Client:
        """Return the browser of one of the cast, the same each time."""
        known: dict[str, Client] = self.__dict__.setdefault("browsers", {"": self.house.visitor})
        if who not in known:
            known[who] = self.house.member(self.stage.cast[who])
        return known[who]


@pytest.fixture
def scene(books: Any, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Give the cast an article that all have read, and a comment, on one process.

    No page becomes too old: only a change can drop it.
    """
    monkeypatch.setattr(kept_pages, "KEPT_S", 10**6)
    stage = set_stage(books)
    stage.publish_and_read()
    return Scene(stage, House(), remarked(stage))


def edits(scene: Scene) -> None:
    Article.objects.update(published_at=clock.now())
    article = Article.objects.get()
    sent = form_for(article, title="Wasps")
    answer = scene.browser("author").post(f"/write/{article.code}/", sent)
    assert answer.status_code == 303


def hides(scene: Scene) -> None:
    path = f"/comments/{scene.comment}/hide/"
    assert scene.browser("moderator").post(path, {"reason": "Spam"}).status_code == 303


def bans(scene: Scene) -> None:
    sent = {"reason": "Sold Likes", "key": "ban"}
    assert scene.browser("moderator").post("/member/reader/ban/", sent).status_code == 303


def bans_from_elsewhere(scene: Scene) -> None:
    scene.stage.done(Ban(member=id_of(scene.stage.reader), reason="Sold Likes"))


def rises(scene: Scene) -> None:
    scene.stage.done(Grade(marks=((id_of(scene.stage.reader), ONE, 20_000),)))


def appoints(scene: Scene) -> None:
    scene.stage.done(Role(member=id_of(scene.stage.reader), role=roles.Role.MODERATOR))


def dismisses(scene: Scene) -> None:
    moderator = id_of(scene.stage.moderator)
    scene.stage.done(Role(member=moderator, role=roles.Role.MODERATOR, granted=False))


def reprices(scene: Scene) -> None:
    scene.stage.done(SetTariff(override({"minus_twei": 3}).canonical()))
    scene.stage.done(CloseDay())
    scene.stage.books.clock.advance(S_PER_DAY)
    scene.stage.done(OpenDay())


def speaks_spanish(scene: Scene) -> None:
    sent = {"name": "reader", "bio": "", "language": "es"}
    assert scene.browser("reader").post("/me/profile/", sent).status_code == 302


def signs_out(scene: Scene) -> None:
    assert scene.browser("reader").post("/accounts/logout/").status_code == 302


MEMBERS: list[tuple[Callable[[Scene], None], str, str, str, str]] = [
    (edits, "reader", POST, "Bees By author", "Wasps By author"),
    (edits, "author", POST, "Bees · localhost", "Wasps · localhost"),
    (hides, "reader", POST, "A remark", "Removed by a moderator: Spam"),
    (bans, "reader", POST, "Start reading for", "You are banned"),
    (bans, "reader", "/me/", "Left today", "You are banned"),
    (bans_from_elsewhere, "reader", POST, "Start reading for", "You are banned"),
    (rises, "reader", POST, "Like: Available from LVL 5", "Like · free"),
    (rises, "reader", "/me/", "LVL 1 Experience", "LVL 5 Experience"),
    (appoints, "reader", POST, "Available from LVL 13; you are", "Remove for good"),
    (dismisses, "moderator", POST, "Remove for good", "Available from LVL 13; you are"),
    (reprices, "reader", POST, "A Minus costs 2 Twei", "A Minus costs 3 Twei"),
    (speaks_spanish, "reader", POST, "Sign out", "Cerrar sesión"),
    (signs_out, "reader", POST, "Sign out", "Sign in to earn by reading"),
    (signs_out, "reader", "/", "100 Twei", "Sign in"),
]


@pytest.mark.parametrize(("change", "who", "path", "before", "after"), MEMBERS)
def test_a_member_sees_a_change_at_once(
    scene: Scene, change: Callable[[Scene], None], who: str, path: str, before: str, after: str
) -> None:
    assert [before in scene.shows(who, path) for _ in range(2)] == [True] * 2
    assert after not in scene.shows(who, path)
    change(scene)
    shown = scene.shows(who, path)
    assert after in shown
    assert before not in shown


VISITORS: list[tuple[Callable[[Scene], None], str, str, str]] = [
    (edits, POST, "Bees By author", "Wasps By author"),
    (hides, POST, "A remark", "Removed by a moderator: Spam"),
    (bans, "/member/reader/", "LVL 1", "This member is banned"),
    (reprices, "/about/rules/", "costs you 2 Twei", "costs you 3 Twei"),
]


@pytest.mark.parametrize(("change", "path", "before", "after"), VISITORS)
def test_a_visitor_sees_a_change_at_once_where_it_was_made(
    scene: Scene, change: Callable[[Scene], None], path: str, before: str, after: str
) -> None:
    assert [before in scene.shows("", path) for _ in range(2)] == [True] * 2
    assert after not in scene.shows("", path)
    change(scene)
    assert after in scene.shows("", path)


def test_a_browser_that_keeps_a_cookie_after_signing_out_is_nobodys(scene: Scene) -> None:
    stolen = Client()
    stolen.handler = scene.house.visitor.handler
    stolen.cookies.load(scene.browser("reader").cookies.output(header="", sep=";"))
    assert "Sign out" in scene.shows("reader")
    assert "Sign out" in stolen.get(POST).content.decode()
    signs_out(scene)
    assert "Sign out" not in stolen.get(POST).content.decode()


def test_a_visitor_is_answered_in_the_language_asked_for_however_often(scene: Scene) -> None:
    for _ in range(2):
        assert "Sign in" in scene.shows("")
        assert "Inicia sesión" in scene.shows("", **{"Accept-Language": "es"})
