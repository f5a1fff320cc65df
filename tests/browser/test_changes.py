"""A changed text of a published article in a real browser, from the editor to a correction."""

from tests.browser.conftest import Window
from tests.browser.test_pages import looked_at
from tests.browser.watch import Watch
from tests.http.browser import PHONE


def test_an_author_keeps_a_text_from_readers_and_shows_it_with_a_correction(
    window: Window, watch: Watch
) -> None:
    page = window("Saskia", PHONE)
    page.goto("/write/")
    page.get_by_role("link", name="Edit", exact=True).first.click()
    lead = page.get_by_label("Lead")
    lead.fill(f"{lead.input_value()} It waits for its hour.")
    page.get_by_role("button", name="Save without showing it").click()
    page.get_by_role("heading", name="What showing it changes").wait_for()
    faulty = looked_at(page, "a text that waits", twice=True)
    page.get_by_role("link", name="Go on writing it").click()
    page.get_by_role("button", name="Save without showing it").wait_for()
    faulty += looked_at(page, "its editor", twice=True)
    page.go_back()
    page.get_by_text("Add a notice for readers").click()
    page.get_by_label("What was wrong, and what is right").fill("The lead said nothing.")
    faulty += looked_at(page, "a notice", twice=True)
    page.get_by_role("button", name="Show readers this text").click()
    page.get_by_text("Readers see the new text now.").wait_for()
    page.get_by_text("It waits for its hour.").wait_for()
    faulty += looked_at(page, "a corrected post", twice=True)
    page.get_by_role("link", name="Corrections").first.click()
    page.goto("/corrections/")
    page.get_by_text("The lead said nothing.").wait_for()
    faulty += looked_at(page, "all corrections", twice=True)
    assert faulty == []
