"""Windows on the real site, in which one of the cast is signed in."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from tests.browser.site import Site
from tests.http.browser import PATIENCE_MS


def opened(
    browser: Browser, site: Site, who: str, size: ViewportSize, **options: Any
) -> BrowserContext:
    """Return a context with cookies of its own; `who` is one of the cast, "" a visitor."""
    state = _signed_in(browser, site, who) if who else None
    context = browser.new_context(
        base_url=site.address, viewport=size, storage_state=state, **options
    )
    context.set_default_timeout(PATIENCE_MS)
    return context


def _signed_in(browser: Browser, site: Site, who: str) -> Any:
    """Return the cookies of one of the cast, who signs in by the page the first time."""
    if who not in site.states:
        context = browser.new_context(base_url=site.address)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(f"{who.lower()}@example.org")
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator(".bar-member")).to_contain_text(who)
        site.states[who] = context.storage_state()
        context.close()
    return site.states[who]
