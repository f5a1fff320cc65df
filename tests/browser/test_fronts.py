"""Arranging a front page in a browser: by keyboard alone, without a script, for readers at once."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_pages import looked_at
from tests.http.browser import PHONE


def pressed(page: Page, name: str) -> None:
    """Press a button by keyboard, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.press("Enter")


def test_an_editor_arranges_the_front_by_keyboard_and_without_a_script(window: Window) -> None:
    page = window("Tomas", PHONE, java_script_enabled=False)
    page.goto("/desk/front/Culture/")
    row = page.get_by_role("listitem").filter(has_text="The Rook on C Wing")
    row.get_by_role("combobox").select_option("lead")
    pressed(page, "Put The Rook on C Wing there")
    expect(page.get_by_text("This is prepared.")).to_be_visible()
    page.get_by_role("link", name="Preview").click()
    expect(page.locator(".is-lead")).to_contain_text("The Rook on C Wing")
    page.get_by_role("link", name="Back to the arrangement").click()
    pressed(page, "Show it to readers")
    expect(page.get_by_role("status")).to_contain_text("Readers see it now.")
    reader = window("", PHONE)
    reader.goto("/section/Culture/")
    expect(reader.locator(".is-lead")).to_contain_text("The Rook on C Wing")


def test_axe_finds_nothing_on_an_arranged_front_nor_where_it_is_arranged(window: Window) -> None:
    page = window("Tomas", PHONE)
    page.goto("/")
    assert page.locator(".package, .is-lead").count() >= 1
    faulty = looked_at(page, "arranged", twice=True)
    page.goto("/desk/front/")
    faulty += looked_at(page, "arranging", twice=True)
    page.goto("/desk/front/?preview=1")
    faulty += looked_at(page, "preview", twice=True)
    assert faulty == []
