"""The budget of a first visit to an article: requests, and bytes on the wire."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP, PHONE

REQUESTS = 8  # one of them is the icon, which a browser then keeps
BYTES = 64 * 1024
LONG = "/post/the-town-that-writes-down-the-sea/"


def load(page: Page, path: str) -> tuple[int, int]:
    """Load a page with an empty cache; return how many requests and bytes it took."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return len(sizes), int(sum(sizes))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("who", ["", "Aurelio"], ids=["visitor", "member"])
def test_the_longest_post_with_five_comments_stays_within_its_budget(
    window: Window, who: str, size: object, capsys: pytest.CaptureFixture[str]
) -> None:
    requests, sent = load(window(who, size), LONG)
    with capsys.disabled():
        print(f"\ncold load as {who or 'a visitor'}: {requests} requests, {sent} bytes")  # noqa: T201 the figures are the point of it
    assert 1 < requests <= REQUESTS
    assert 1000 < sent <= BYTES
