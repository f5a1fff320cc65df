"""A visitor's page is made once a second, and anew as soon as a form may have changed it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.comments import deeds
from tests.http.stage import Stage, commented, set_stage, signed_in
from tweipress.articles.models import Article
from tweipress.comments.models import Comment
from tweipress.http.fast import kept_pages
from tweipress.http.fast.kept_pages import KeptPages, keep_for_visitors, leaves_pages
from tweipress.people.models import Member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]
PATH = "/post/bees/"


class Time:
    """A clock that the test moves."""

    now_s = 1000.0

    def monotonic(self) -> float:
        """Return the time."""
        return self.now_s


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Let the test say when a second is over."""
    time = Time()
    monkeypatch.setattr(kept_pages, "time", time)
    return time


@pytest.fixture
def stage(books: Any) -> Stage:
    """Give the cast on fresh books, with an article that all have read."""
    stage = set_stage(books)
    stage.publish_and_read()
    return stage


class House:
    """A client of one process: its visitors and its members share what the process keeps."""

    def __init__(self) -> None:
        self.visitor = Client()

    def member(self, member: Member) -> Client:
        """Return a browser in which a member is signed in, on the same process."""
        browser = signed_in(member)
        browser.handler = self.visitor.handler
        return browser

    def is_made(self, path: str = PATH, **headers: str) -> bool:
        """Ask as a visitor, and tell whether the page was made for this request."""
        with CaptureQueriesContext(connections["default"]) as sent:
            assert self.visitor.get(path, headers=headers).status_code == 200
        return len(sent) > 0


@pytest.mark.parametrize("path", ["/", "/post/bees/", "/search/?q=bees"])
def test_within_a_second_the_page_is_the_same_and_made_once(
    stage: Stage, time: Time, path: str
) -> None:
    house = House()
    first = house.visitor.get(path)
    time.now_s += 0.9
    assert not house.is_made(path)
    again = house.visitor.get(path)
    assert (again.content, again.headers) == (first.content, first.headers)
    time.now_s += 0.1
    assert house.is_made(path)


def test_languages_encodings_and_kinds_of_answer_are_kept_apart(stage: Stage) -> None:
    house = House()
    asked = [{}, {"Accept-Language": "es"}, {"Accept-Encoding": "gzip"}, {"HX-Request": "true"}]
    assert [house.is_made(**headers) for headers in asked] == [True] * 4
    assert [house.is_made(**headers) for headers in asked] == [False] * 4
    assert 'lang="es"' in house.visitor.get(PATH, headers=asked[1]).content.decode()
    assert house.is_made(f"{PATH}?report=1")


def test_who_has_any_cookie_is_answered_alone(stage: Stage) -> None:
    house = House()
    house.is_made()
    house.visitor.cookies["anything"] = "1"
    assert house.is_made()
    assert "ETag" in house.visitor.get(PATH).headers
    reader = house.member(stage.reader)
    assert b"reader" in reader.get(PATH).content
    del house.visitor.cookies["anything"]
    assert not house.is_made()
    assert b"/member/reader/" not in house.visitor.get("/").content


def test_a_browser_that_has_the_page_is_told_so(stage: Stage, time: Time) -> None:
    house = House()
    first = house.visitor.get(PATH)
    asked = {"If-None-Match": first["ETag"]}
    for _ in range(2):
        answer = house.visitor.get(PATH, headers=asked)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer["ETag"] == first["ETag"]
        time.now_s += 2
    assert house.visitor.get(PATH, headers={"If-None-Match": '"other"'}).status_code == 200


def remarked(stage: Stage) -> int:
    """Return the number of a comment that the commenter writes."""
    commented(deeds.write(stage.commenter, Article.objects.get(), "A remark", "key"))
    return Comment.objects.get().pk


def renames(house: House, stage: Stage) -> None:
    house.member(stage.author).post(
        "/me/profile/", {"name": "author", "bio": "Bees", "language": ""}
    )


def signs_out(house: House, stage: Stage) -> None:
    house.member(stage.author).post("/accounts/logout/")


@pytest.mark.parametrize("change", [renames, signs_out])
def test_a_form_that_may_change_pages_drops_them_all(
    stage: Stage, change: Callable[[House, Stage], None]
) -> None:
    house = House()
    house.is_made()
    assert not house.is_made()
    change(house, stage)
    assert house.is_made()


def test_likes_and_readings_leave_pages_which_are_a_second_old_at_most(
    stage: Stage, time: Time
) -> None:
    number, house = remarked(stage), House()
    before = house.visitor.get(PATH).content
    reader = house.member(stage.critic)
    assert reader.post(f"/comments/{number}/like/", {"key": "k"}).status_code == 303
    assert house.visitor.get(PATH).content == before
    assert "You like this comment" in reader.get(PATH).content.decode()
    time.now_s += 1
    assert house.visitor.get(PATH).content != before


def test_what_sets_a_cookie_or_is_not_marked_or_too_large_or_no_page_is_not_kept() -> None:
    asked = []

    def answers(response: HttpResponse) -> KeptPages:
        def view(request: object) -> HttpResponse:
            asked.append(request)
            return response

        return KeptPages(keep_for_visitors(view) if response.get("Marked") else view)

    marked = {"Marked": "1"}
    cookie = HttpResponse("page", headers=marked)
    cookie.set_cookie("a", "b")
    for response in (
        HttpResponse("page"),
        cookie,
        HttpResponse("x" * (kept_pages.PAGE_MAX_BYTES + 1), headers=marked),
        HttpResponse("page", status=404, headers=marked),
        HttpResponse("page", headers=marked | {"Cache-Control": "no-store"}),
    ):
        pages = answers(response)
        asked.clear()
        given = [pages(RequestFactory().get("/a/")) for _ in range(2)]
        assert (len(asked), given) == (2, [response, response])


def test_what_is_kept_is_bounded_and_what_a_form_overtakes_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_pages, "PAGES_MAX_BYTES", 4 * kept_pages.HEAD_BYTES)
    made = []

    @keep_for_visitors
    def view(request: Any) -> HttpResponse:
        made.append(request.path)
        if request.path == "/slow/" and len(made) == 1:
            pages(RequestFactory().post("/form/"))
        return HttpResponse(request.path * 100)

    pages = KeptPages(view)
    for _ in range(2):
        pages(RequestFactory().get("/slow/"))
    assert made == ["/slow/", "/form/", "/slow/"]
    for number in range(100):
        pages(RequestFactory().get(f"/{number}/"))
        assert len(pages._kept) <= 3  # noqa: SLF001  # the memory is what is bounded
    for number in range(100):
        pages(RequestFactory().get("/a/", headers={"Accept": "x" * 9_000 + str(number)}))
        assert len(pages._kept) <= 1  # noqa: SLF001  # as above


@pytest.mark.parametrize("method", ["head", "options", "trace"])
def test_what_changes_nothing_drops_nothing(method: str) -> None:
    made = []

    @keep_for_visitors
    def view(request: Any) -> HttpResponse:
        made.append(request.method)
        return HttpResponse("page")

    pages = KeptPages(view)
    for asked in ("get", method, "get"):
        pages(getattr(RequestFactory(), asked)("/a/"))
    assert made.count("GET") == 1


def test_a_form_that_says_so_leaves_pages() -> None:
    made = []

    @keep_for_visitors
    def page(request: Any) -> HttpResponse:
        made.append(request)
        return HttpResponse("page")

    @leaves_pages
    def act(request: Any) -> HttpResponse:
        return HttpResponse("done")

    pages = KeptPages(lambda request: (page if request.method == "GET" else act)(request))
    for method in ("get", "post", "get"):
        pages(getattr(RequestFactory(), method)("/a/"))
    assert len(made) == 1
