"""The page's script in a real browser: it starts, proves what is in view, and opens the buttons."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from tests.browser.reading import see, stop_clock
from tests.http.browser import PATIENCE_MS, launched, sign_in
from tests.http.stage import Stage
from tests.reading.conftest import FLOOR_S, Reader, published
from tweipress.articles.models import Article
from tweipress.http import limits
from tweipress.http.counts import Counts

pytestmark = pytest.mark.once

SIZE: ViewportSize = {"width": 400, "height": 700}


@pytest.fixture(scope="module")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Return a browser that all tests of this file share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the player runs a loop in this thread
        with launched() as browser:
            yield browser
            connections.close_all()  # that loop had connections of its own


@pytest.fixture
def window(browser: Browser, stage: Stage, live_server: Any) -> Iterator[BrowserContext]:
    """Return a phone's window in which the reader is signed in, with nothing in its memory."""
    context = browser.new_context(viewport=SIZE, base_url=live_server.url)
    context.set_default_timeout(PATIENCE_MS)
    sign_in(context, live_server.url, stage.reader)
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """Return a page whose clock the test moves: its worker has a time of its own."""
    page = window.new_page()
    stop_clock(page)
    return page


def pass_time(stage: Stage, page: Page, seconds: int) -> None:
    """Let time pass for the site and for the page, which then has time to ask and to answer."""
    stage.books.clock.advance(seconds)
    with page.expect_response("**/beacon/"):
        page.clock.run_for(seconds * 1000)


def answered(page: Page) -> int:
    """Let the page's time pass until a beacon of its is answered, and return the status.

    It may take the answer before in while its time already passes.
    """
    with page.expect_response("**/beacon/") as answer:
        while not answer.is_done():
            page.clock.run_for(1000)
    return answer.value.status


def open_post(page: Page, article: Article) -> None:
    """Open an article's page and let its script start reading, if it has not yet."""
    page.goto(f"/post/{article.slug}/")
    see(page, 1)
    page.clock.run_for(1000)
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")


def test_a_section_that_was_never_in_view_is_not_proven(
    stage: Stage, page: Page, sea: Article
) -> None:
    page.set_viewport_size({"width": 400, "height": 300})
    open_post(page, sea)
    pass_time(stage, page, FLOOR_S)
    expect(page.locator("[data-live]")).to_contain_text("33 % read")  # the answer is taken in
    stage.books.clock.advance(60)
    page.clock.run_for(60_000)
    kept = page.evaluate("JSON.parse(sessionStorage['reading:' + location.pathname])")
    assert (kept["index"], kept["sections"]) == (2, 3)
    expect(page.locator("[data-live]")).to_contain_text("33 % read, 8 s to go")
    expect(page.get_by_role("button", name="Plus", exact=True)).to_be_disabled()


def test_a_tab_in_the_background_proves_nothing(stage: Stage, page: Page, sea: Article) -> None:
    open_post(page, sea)
    page.evaluate("Object.defineProperty(document, 'visibilityState', {value: 'hidden'})")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    stage.books.clock.advance(60)
    page.clock.run_for(60_000)
    assert "POST" not in asked


def test_a_reload_goes_on_where_this_tab_was(stage: Stage, page: Page, sea: Article) -> None:
    open_post(page, sea)
    pass_time(stage, page, FLOOR_S)
    expect(page.locator("[data-live]")).to_contain_text("33 % read")
    page.reload()
    expect(page.locator("[data-live]")).to_contain_text("33 % read")


def test_the_keyboard_proves_sections_too_and_is_taken_along(
    stage: Stage, page: Page, sea: Article
) -> None:
    open_post(page, sea)
    button = page.get_by_role("button", name="I have read this section")
    stage.books.clock.advance(FLOOR_S)
    button.focus()
    expect(page.locator("#part-1 [data-part-end]")).not_to_have_class("visually-hidden")
    page.keyboard.press("Enter")
    with page.expect_response("**/beacon/"):
        page.clock.run_for(FLOOR_S * 1000)
    expect(page.locator("#part-2")).to_be_focused()
    expect(button).to_have_count(1)


def test_a_session_lost_to_another_tab_is_said_and_can_be_taken_back(
    stage: Stage, page: Page, window: BrowserContext, sea: Article
) -> None:
    open_post(page, sea)
    other = published(stage.critic, "What the seeds knew")
    tab = window.new_page()
    tab.goto(f"/post/{other.slug}/")
    tab.get_by_role("button", name="Switch to this article").click()
    expect(tab.locator("[data-reading]")).to_have_attribute("data-state", "reading")
    page.bring_to_front()
    pass_time(stage, page, FLOOR_S)
    expect(page.locator("[data-reading] [role=alert]")).to_have_attribute(
        "data-refusal", "SESSION_GONE"
    )
    expect(page.get_by_role("button", name="Switch to this article")).to_be_visible()


def test_after_a_network_failure_the_script_waits_before_it_tries_again(
    stage: Stage, page: Page, sea: Article
) -> None:
    open_post(page, sea)
    stage.books.clock.advance(60)
    asked: list[str] = []

    def fail(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("**/beacon/", fail)
    for _ in range(20):
        page.clock.run_for(1000)
        page.evaluate("fetch('/')")
    assert 1 <= len(asked) <= 4
    page.unroute("**/beacon/")
    assert answered(page) == 200


@pytest.fixture
def busy(
    stage: Stage, reader: Reader, page: Page, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the reader, a newcomer, have started as many readings as go without a puzzle."""
    settings.TWEIPRESS_RATE_FACTOR = 1
    monkeypatch.setattr(limits, "COUNTS", Counts())
    elsewhere = Reader(stage, stage.reader, published(stage.critic, "What the seeds knew"))
    for _ in range(3):
        assert elsewhere.send("open", script=True).status_code == 200
    stage.books.clock.advance(20 * 3600)  # that session is over, the day is not


@pytest.mark.usefixtures("busy")
def test_a_puzzle_is_solved_beside_the_page_before_reading_starts(page: Page, sea: Article) -> None:
    page.goto(f"/post/{sea.slug}/")
    expect(page.locator("#reading").get_by_role("status")).to_have_text("The puzzle is solved.")
    see(page, 1)
    with page.expect_response("**/open/") as answer:
        page.clock.run_for(1000)
    assert answer.value.status == 200
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")


@pytest.mark.usefixtures("busy")
def test_the_button_waits_for_the_puzzle_and_for_its_script_too(page: Page, sea: Article) -> None:
    asked: list[Route] = []

    def later(route: Route) -> None:
        asked.append(route)

    page.route("**/http/puzzle*.js", later)
    with page.expect_request("**/http/puzzle*.js"):
        page.goto(f"/post/{sea.slug}/")
    page.get_by_role("button", name="Start reading").click()
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "ready")
    asked[0].continue_()
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")


@pytest.mark.usefixtures("busy")
def test_a_puzzle_that_is_asked_for_later_is_solved_without_a_click(
    page: Page, sea: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = limits.COUNTS
    monkeypatch.setattr(limits, "COUNTS", Counts())  # while the page is loaded

    def meanwhile(route: Route) -> None:
        monkeypatch.setattr(limits, "COUNTS", counts)
        route.continue_()

    page.route("**/open/", meanwhile)
    with page.expect_response("**/open/") as answer:
        page.goto(f"/post/{sea.slug}/")
        assert page.locator("[data-puzzle]").count() == 0
        see(page, 1)
        page.clock.run_for(1000)
    assert answer.value.status == 428
    expect(page.locator("#reading").get_by_role("status")).to_have_text("The puzzle is solved.")
    with page.expect_response("**/open/") as answer:
        page.clock.run_for(1000)
    assert answer.value.status == 200
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")


@pytest.mark.usefixtures("busy")
def test_a_solver_that_does_not_load_blocks_nobody(page: Page, sea: Article) -> None:
    page.route("**/solver.js", lambda route: route.abort())
    page.goto(f"/post/{sea.slug}/")
    expect(page.locator("#reading").get_by_role("status")).to_contain_text(
        "could not solve the puzzle"
    )
    page.get_by_role("button", name="Start reading").click()
    expect(page.get_by_role("alert")).to_have_attribute("data-refusal", "PUZZLE_MISSING")


def test_a_limit_lets_the_script_rest_and_go_on(
    stage: Stage, page: Page, sea: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_post(page, sea)
    full = tuple(limit._replace(amount=0) for limit in limits.FORMS)
    roomy = limits.FORMS
    monkeypatch.setattr(limits, "FORMS", full)
    stage.books.clock.advance(FLOOR_S)
    with page.expect_response("**/beacon/") as answer:
        page.clock.run_for(FLOOR_S * 1000)
    assert answer.value.status == 429
    monkeypatch.setattr(limits, "FORMS", roomy)
    assert answered(page) == 200
