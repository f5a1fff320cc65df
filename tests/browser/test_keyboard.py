"""The keyboard alone: every control is reached by Tab, shows that it is, and works."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.reading import open_post, parts, prove, stop_clock
from tests.browser.site import Site
from tests.http.browser import DESKTOP, PHONE

PATH = "/post/what-a-quiet-street-is-made-of/"
OTHER = "/post/how-bees-vote/"
COMMENT = "Typed without a mouse."
HALF = "Half a thought"
STOPS = 150
AT_ONCE = {"reduced_motion": "reduce"}  # else the page is still scrolling when it is looked at
FOCUS = """() => {
  const it = document.activeElement, look = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    html: it.outerHTML.slice(0, 160),
    text: it.innerText || it.getAttribute('aria-label') || it.id,
    isShown: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2
      && box.width > 2 && box.bottom > 0 && box.top < innerHeight,
    isPage: it === document.body,
  };
}"""
CONTROLS = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((it) => it.checkVisibility() && !it.disabled && it.type !== 'hidden')
  .map((it) => it.outerHTML.slice(0, 160))"""


def tabs(page: Page) -> Iterator[dict[str, str]]:
    """Press Tab on and on; yield each control that has the focus, which has to be visible."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["isPage"] or stop["isShown"], stop["html"]
        yield stop


def tab_to(page: Page, text: str) -> None:
    """Press Tab until a control that begins with `text` has the focus."""
    seen = []
    for stop in tabs(page):
        seen.append(stop["text"])
        if stop["text"].startswith(text):
            return
    raise AssertionError(f"{text} is not among {seen}")


def test_who_has_no_mouse_reads_rates_likes_and_comments(site: Site, window: Window) -> None:
    page = window("Dexter", DESKTOP, **AT_ONCE)
    quote_twei = open_post(page, PATH)
    for number in range(1, parts(page) + 1):
        tab_to(page, "I have read this section")
        page.keyboard.press("Enter")
        prove(page, site, number)
    page.clock.resume()
    tab_to(page, "Plus")
    page.keyboard.press("Enter")
    expect(page.locator("#reading")).to_contain_text(f"You earned: {quote_twei} Twei")

    field = page.get_by_label("Your comment", exact=True)
    field.fill(HALF)
    page.locator("#main").focus()
    tab_to(page, "Like")
    page.keyboard.press("Space")
    expect(page.get_by_text("You like this")).to_be_focused()
    expect(field).to_have_value(HALF)  # a vote exchanges its comment, not what is being written
    field.fill("")
    page.get_by_text("You like this").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#comments :focus")).to_have_count(1)  # not back at the top
    tab_to(page, "comment-text")
    page.keyboard.type(COMMENT)
    tab_to(page, "Comment for 15 Twei")
    page.keyboard.press("Enter")
    expect(page.locator(".comment").filter(has_text=COMMENT)).to_be_visible()
    expect(page.locator("#comments :focus")).to_have_count(1)


@pytest.mark.parametrize("who", ["", "Aurelio", "Noor", "Mireille"])
def test_every_control_of_a_post_is_reached_and_shows_it(window: Window, who: str) -> None:
    page = window(who, PHONE, **AT_ONCE)
    stop_clock(page)  # or its script starts to read
    page.goto(OTHER)
    page.wait_for_load_state("networkidle")
    wanted = set(page.evaluate(CONTROLS))
    for stop in tabs(page):
        wanted.discard(stop["html"])
        if not wanted or stop["isPage"]:
            break
    assert wanted == set()
