"""A form that is sent before its script is there waits for it; without it the browser sends it."""

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP

POST = "/post/how-bees-vote/"
LIKE = "button[id^=like-]"


def like_at_once(page: Page) -> str:
    """Press the first button without turning to it before; return how the form was sent."""
    page.goto(POST)
    page.wait_for_load_state("load")
    with page.expect_request(
        lambda request: request.method == "POST" and "like" in request.url
    ) as sent:
        page.locator(LIKE).first.evaluate("(it) => { it.click(); it.click(); }")
    return str(sent.value.headers.get("hx-request", ""))


def test_a_form_that_is_sent_sooner_waits_for_its_script_and_is_sent_once(window: Window) -> None:
    page = window("Noor", DESKTOP)
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/like/" in request.url else None
    )
    assert like_at_once(page) == "true"
    expect(page.locator("strong[id^=like-]").first).to_be_visible()
    assert len(asked) == 1


def test_without_its_script_the_browser_sends_the_form(window: Window) -> None:
    page = window("Noor", DESKTOP)

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/htmx*", cut)
    assert like_at_once(page) == ""
    page.wait_for_load_state("load")
    assert page.url.partition("#")[0].endswith(POST)
    expect(page.locator("strong[id^=like-]").first).to_be_visible()
