"""Reading in a window as a person does: page and server let the same time pass."""

from playwright.sync_api import Page, expect

from tests.browser.site import Site

STEP_S = 60
"""More than the fastest reader needs for any section."""


def open_post(page: Page, path: str) -> int:
    """Open an article's page, see reading begin by itself, and return the quote in Twei."""
    page.clock.install()
    page.goto(path)
    see(page, 1)
    page.clock.run_for(1000)
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")
    return int(page.locator(".earn").get_attribute("data-twei") or 0)


def see(page: Page, number: int) -> None:
    """Scroll to a section."""
    page.evaluate(f"document.getElementById('part-{number}').scrollIntoView()")


def read_on(page: Page, site: Site, number: int) -> None:
    """Read one section: both clocks jump once, so that the page's is never ahead of the site's."""
    see(page, number)
    site.advance(STEP_S)
    with page.expect_response("**/beacon/") as answer:
        page.clock.fast_forward(STEP_S * 1000)
    assert answer.value.ok


def parts(page: Page) -> int:
    """Return how many sections have to be read."""
    return page.locator("[data-part]").count()
