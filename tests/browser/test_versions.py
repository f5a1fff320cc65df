"""The versions of an article in a real browser: axe finds nothing, nothing is cut off."""

from tests.browser.conftest import Window
from tests.browser.test_pages import looked_at
from tests.browser.watch import Watch
from tests.http.browser import PHONE


def test_axe_finds_nothing_where_versions_are_compared(window: Window, watch: Watch) -> None:
    page = window("Kwabena", PHONE)
    page.goto("/write/")
    post = page.get_by_role("link", name="What a Bed on Rails Costs").get_attribute("href")
    bare = window("Kwabena", PHONE, java_script_enabled=False)
    bare.goto("/write/")
    bare.get_by_role("link", name="Edit").first.click()
    text = bare.get_by_label("Text:").input_value().replace("twelve hours", "*eleven* hours")
    bare.get_by_label("Text:").fill(f"{text}\n\n- A [list](https://example.org/).\n\n> A quote.")
    bare.get_by_role("button", name="Save the new text").click()
    bare.get_by_text("Saved.", exact=True).wait_for()
    page.goto(post or "")
    faulty = looked_at(page, "an edited post", twice=True)
    page.get_by_role("link", name="Edited on").click()
    page.get_by_role("heading", name="Version 2").wait_for()
    faulty += looked_at(page, "versions", twice=True)
    page.get_by_role("link", name="Version 1 whole").click()
    first = page.url
    faulty += looked_at(page, "a version", twice=True)
    page = window("Mireille", PHONE)
    page.goto(first)
    page.get_by_label("Why, for everybody to read").fill("A private address.")
    faulty += looked_at(page, "taking a version away")
    watch.expected.add(410)
    page.get_by_role("button", name="Take the text away").click()
    page.get_by_text("A version stood here.").wait_for()
    faulty += looked_at(page, "a version that is gone")
    page.get_by_role("link", name="All versions").click()
    page.get_by_text("A version stood here.").wait_for()
    faulty += looked_at(page, "versions with a gap")
    assert faulty == []
