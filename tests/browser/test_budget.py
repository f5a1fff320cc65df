"""The budget of a first visit to an article: requests, and bytes on the wire, heads included.

What a browser asks for is counted, its icon as well; pictures drawn in the page are part of it.
"""

from typing import Any, Final

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP, PATIENCE_MS, PHONE

VISITOR: Final = (3, 12_000)
MEMBER: Final = (5, 30_000)
POSTS: Final = ("/post/the-town-that-writes-down-the-sea/", "/post/how-bees-vote/")
"""The longest, and one that everybody commented on."""
PAUSE_MS: Final = 50
IN_THE_WAY: Final = """() => performance.getEntriesByType('resource')
  .filter((it) => it.renderBlockingStatus === 'blocking').map((it) => it.initiatorType)"""


def load(page: Page, path: str) -> tuple[int, int]:
    """Load a page with an empty cache; return how many requests and bytes it took."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    asked: list[str] = []
    sizes: dict[str, float] = {}

    def ask(event: Any) -> None:
        if event["request"]["url"].startswith("http"):
            asked.append(event["requestId"])

    line.on("Network.requestWillBeSent", ask)
    line.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(path)
    page.wait_for_load_state("networkidle")
    for _ in range(PATIENCE_MS // PAUSE_MS):
        if set(asked) <= set(sizes):
            break
        page.wait_for_timeout(PAUSE_MS)
    assert set(asked) <= set(sizes)
    return len(asked), int(sum(sizes[each] for each in asked))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", POSTS, ids=["longest", "commented"])
@pytest.mark.parametrize("who", ["", "Aurelio"], ids=["visitor", "member"])
def test_a_first_visit_stays_within_its_budget(
    window: Window, who: str, path: str, size: object, capsys: pytest.CaptureFixture[str]
) -> None:
    page = window(who, size)
    requests, sent = load(page, path)
    with capsys.disabled():
        print(f"\ncold load as {who or 'a visitor'}: {requests} requests, {sent} bytes")  # noqa: T201 the figures are the point of it
    most, most_bytes = MEMBER if who else VISITOR
    assert 1 < requests <= most
    assert 1000 < sent <= most_bytes
    assert page.evaluate(IN_THE_WAY) == ["link"]


def test_what_serves_forms_is_fetched_when_somebody_turns_to_one(window: Window) -> None:
    page = window("Noor", DESKTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(POSTS[1])
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "htmx" in url]
    with page.expect_request("**/htmx*"):
        page.locator("form[data-hx-post]").first.hover()
