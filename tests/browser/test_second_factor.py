"""A role that waits for a second factor: the page says what to do, and doing it opens the role."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.site import Site
from tests.browser.watch import Watch
from tests.http.browser import PHONE
from tests.people.test_notices import code_of
from tests.templates import demo_site

FORBIDDEN = 403
FLAGS = "/staff/flags/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo of its own, whose moderators need a second factor."""
    place = demo_site(tmp_path_factory.mktemp("strict"), on_postgres=False)
    with place.serving(TWEIPRESS_MFA_ROLES="moderator") as server:
        yield Site(place, server.address)


def faults(page: Page) -> list[object]:
    """Return what axe finds, and whether the page is wider than a phone."""
    faulty: list[object] = list(Axe().run(page).response["violations"])
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faulty.append("wider than the window")
    return faulty


def test_a_moderator_is_told_what_to_do_and_does_it_on_a_phone(
    window: Window, site: Site, watch: Watch
) -> None:
    watch.expected.add(FORBIDDEN)
    page, other = window("Mireille", PHONE), window("Mireille")
    answer = page.goto(FLAGS)
    assert answer is not None
    assert answer.status == FORBIDDEN
    main = page.locator("main")
    expect(main).to_contain_text("Your role waits for a second step at sign-in.")
    expect(main).to_contain_text("keep the recovery codes in a safe place, and come back")
    assert faults(page) == []
    page.get_by_role("link", name="Set up an authenticator app").click()
    page.get_by_label("Password").fill(site.password)
    page.locator("main button[type=submit]").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(code_of(secret, holds_s=10))
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/2fa/recovery-codes/**")
    assert faults(page) == []
    answer = page.goto(FLAGS)
    assert answer is not None
    assert answer.status == 200
    other.goto("/me/")
    expect(other).to_have_url(f"{site.address}/accounts/login/?next=/me/")
