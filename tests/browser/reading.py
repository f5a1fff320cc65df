"""Reading in a window as a person does: page and server let the same time pass."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.site import Site

STEP_S = 60
"""More than the fastest reader needs for any section."""
LOOK = """(number) => new Promise((seen) => {
  const section = document.getElementById("part-" + number);
  section.scrollIntoView({ behavior: "instant" });
  new IntersectionObserver(([{ intersectionRatio, intersectionRect }], observer) => {
    if (intersectionRatio < 0.5 && intersectionRect.height < innerHeight / 2) return;
    observer.disconnect();
    seen();
  }, { threshold: Array.from({ length: 41 }, (_, step) => step / 40) }).observe(section);
})"""
"""It is told after the page's own observers, which were there before."""


def stop_clock(page: Page) -> None:
    """Let a window's pages have no time but what a test gives them, however slow the machine."""
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))


def open_post(page: Page, path: str) -> int:
    """Open an article's page, see reading begin by itself, and return the quote in Twei."""
    stop_clock(page)
    page.goto(path)
    see(page, 1)
    page.clock.run_for(1000)
    expect(page.locator("[data-reading]")).to_have_attribute("data-state", "reading")
    return int(page.locator(".earn").get_attribute("data-twei") or 0)


def see(page: Page, number: int) -> None:
    """Scroll to a section, and wait until the browser has told its observers."""
    page.evaluate(LOOK, number)


def read_on(page: Page, site: Site, number: int) -> None:
    """Read one section."""
    see(page, number)
    prove(page, site, number)


def prove(page: Page, site: Site, number: int) -> None:
    """Let time pass for the site and for the page until a section counts on both."""
    site.advance(STEP_S)
    with page.expect_response("**/beacon/") as answer:
        page.clock.fast_forward(STEP_S * 1000)
    assert answer.value.ok
    expect(page.locator(f"[data-part-end='{number}']")).to_have_attribute("hidden", "")


def parts(page: Page) -> int:
    """Return how many sections have to be read."""
    return page.locator("[data-part]").count()
