"""Reading for Twei without JavaScript: plain forms, a button at the end of each section."""

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.reading import STEP_S
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.http.browser import PHONE

TOO_EARLY = 425
PATH = "/post/what-a-quiet-street-is-made-of/"


def test_a_reader_without_script_is_paid_too(site: Site, window: Window, watch: Watch) -> None:
    page = window("Leilani", PHONE, java_script_enabled=False)
    page.goto(PATH)
    quote_twei = int(page.locator(".earn").get_attribute("data-twei") or 0)
    page.get_by_role("button", name=f"Start reading for {quote_twei} Twei").click()
    read = page.get_by_role("button", name="I have read this section")

    watch.expected.add(TOO_EARLY)
    read.click()
    refusal = page.locator("[data-refusal=PROOF_TOO_EARLY]")
    expect(refusal).to_contain_text("You are reading faster than anyone can. Try again in")
    page.get_by_role("link", name="Back to where you were").click()

    parts = page.locator("[data-part]").count()
    for number in range(1, parts + 1):
        expect(read).to_have_attribute("value", str(number))
        expect(page.locator("[data-live]")).to_contain_text("% read, ")
        site.advance(STEP_S)
        read.click()
    expect(read).to_have_count(0)
    expect(page.locator("[data-live]")).to_have_text(
        f"100 % read: a Plus now earns {quote_twei} Twei"
    )
    page.get_by_role("button", name="Plus", exact=True).click()
    expect(page.locator(".messages[role=status]")).to_have_text(
        f"Your Plus counts: you earned {quote_twei} Twei."
    )
    expect(page.locator("#reading")).to_contain_text(f"You earned: {quote_twei} Twei")
