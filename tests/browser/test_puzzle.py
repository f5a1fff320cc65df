"""The sign-up puzzle is solved unseen while the form is filled in."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.site import Site
from tests.browser.watch import Watch

FREE = 2
PUZZLE_MISSING = 428


def fill(page: Page, name: str) -> None:
    """Fill in the form, and send it."""
    page.get_by_label("Email").fill(f"{name.lower()}@example.org")
    page.get_by_label("Password").fill("wells-and-hives-48")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("link", name=name)).to_contain_text("0 Twei")


def test_the_third_of_a_network_joins_with_a_puzzle_that_is_solved_beside_the_form(
    window: Window,
) -> None:
    for number in range(FREE + 1):
        page = window("")
        page.goto("/accounts/signup/")
        if page.locator("[data-puzzle]").count():
            break
        fill(page, f"Neighbour-{number}")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile("is solving a small puzzle|is solved"))
    expect(status).to_have_text("The puzzle is solved.")
    violations = Axe().run(page).response["violations"]
    assert violations == []
    fill(page, "Neighbour-with-a-puzzle")


def sign_in(page: Page, password: str) -> None:
    """Fill in the form to sign in, and send it; a puzzle holds it until it is solved."""
    page.get_by_label("Email").fill("noor@example.org")
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def test_whoever_knows_the_password_signs_in_after_anybodys_wrong_ones(
    window: Window, site: Site, watch: Watch
) -> None:
    watch.expected.add(PUZZLE_MISSING)
    stranger = window("")
    stranger.goto("/accounts/login/")
    for _ in range(4):
        sign_in(stranger, "wrong horse battery")
        expect(stranger.get_by_role("alert").first).to_be_visible()
    owner = window("")
    owner.goto("/accounts/login/")
    sign_in(owner, site.password)
    expect(owner.locator("[data-refusal=PUZZLE_MISSING]")).to_be_visible()
    expect(owner.get_by_role("status")).to_have_text("The puzzle is solved.")
    assert Axe().run(owner).response["violations"] == []
    sign_in(owner, site.password)
    expect(owner.locator(".bar-member")).to_contain_text("Noor")
