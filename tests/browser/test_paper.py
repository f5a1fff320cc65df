"""An operator makes the paper their own, with the keyboard too; axe finds nothing."""

import re
from collections.abc import Iterator
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Window
from tests.browser.test_pages import BEES, looked_at
from tests.browser.watch import Watch
from tests.http.browser import DESKTOP, PHONE

LOOK = "/desk/paper/"
RICH = "[data-place] [role=textbox]"
BADLY_SEEN = ("#ffff00", "#1a0a52")
"""A colour that nobody can read on a light page, and one that nobody can on a dark one."""


def drawn(name: str, size: tuple[int, int]) -> FilePayload:
    """Return a dark drawing on nothing, as a file that is chosen."""
    pixels = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(pixels).ellipse((0, 0, size[1], size[1]), "#201040")
    file = BytesIO()
    pixels.save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


@pytest.fixture
def desk(window: Window) -> Iterator[Page]:
    """The operator at the paper's settings, which are as before when the test ends."""
    page = window("Hedda", PHONE)
    page.goto(LOOK)
    before = {
        name: page.get_by_label(f"{name}:", exact=True).input_value()
        for name in ("Name", "Tagline")
    }
    yield page
    page.goto(LOOK)
    for name, value in {**before, "Accent colour": "", "Footer": ""}.items():
        page.get_by_label(f"{name}:", exact=True).fill(value)
    for box in ("Remove the logo", "Remove the icon"):
        if page.get_by_label(box, exact=True).count():
            page.get_by_label(box, exact=True).check()
    saved(page)


def saved(page: Page) -> None:
    """Save the settings and wait for the answer."""
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Readers see it now.").wait_for()


def test_a_paper_of_ones_own_is_seen_at_once_and_can_be_read(
    desk: Page, window: Window, watch: Watch
) -> None:
    desk.get_by_label("Name:", exact=True).fill("The Heron")
    desk.get_by_label("Tagline:", exact=True).fill("News of the marsh")
    desk.get_by_label("Logo:", exact=True).set_input_files(drawn("logo.png", (600, 120)))
    desk.get_by_label("Icon:", exact=True).set_input_files(drawn("icon.png", (200, 200)))
    desk.get_by_label("Footer:", exact=True).fill("Printed on *reed*. [Law](https://law.example/)")
    saved(desk)
    reader, faulty = window("", PHONE), list[object]()
    for colour in BADLY_SEEN:
        desk.get_by_label("Accent colour:", exact=True).fill(colour)
        saved(desk)
        desk.get_by_text("as your colour could not be read there").wait_for()
        faulty += looked_at(desk, f"the settings in {colour}", twice=True)
        for path in ("/", BEES, "/section/Science/", "/accounts/login/"):
            reader.goto(path)
            assert reader.get_by_role("img", name="The Heron").is_visible()
            faulty += looked_at(reader, f"{path} in {colour}", twice=True)
    assert "The Heron" in reader.title()
    assert faulty == []


def test_sections_are_ordered_and_renamed_with_the_keyboard(window: Window) -> None:
    page = window("Hedda", DESKTOP)
    page.goto(f"{LOOK}sections/")
    page.get_by_role("button", name="Move Culture up").press("Enter")
    page.get_by_text("The order is changed.").wait_for()
    names = page.locator("main section h2").all_inner_texts()
    assert names.index("Culture") == len(names) - 2
    page.locator("summary", has_text="Rename or remove Culture").press("Enter")
    page.locator("details[open]").get_by_label("Name").fill("Arts")
    page.locator("details[open]").get_by_label("Name").press("Enter")
    page.get_by_text("The section is renamed.").wait_for()
    page.set_viewport_size(PHONE)
    faulty = looked_at(page, "sections", twice=True)
    page.goto("/section/Culture/")
    assert page.url.endswith("/section/Arts/")
    page.goto(f"{LOOK}sections/")
    page.locator("summary", has_text="Rename or remove Arts").click()
    page.locator("details[open]").get_by_label("Name").fill("Culture")
    page.locator("details[open]").get_by_role("button", name="Rename").click()
    page.get_by_role("button", name="Move Culture down").click()
    page.get_by_text("The order is changed.").wait_for()
    assert faulty == []


def test_an_own_page_is_written_without_a_script(window: Window) -> None:
    page = window("Hedda", PHONE, java_script_enabled=False)
    page.goto(f"{LOOK}pages/new/?slug=imprint")
    page.get_by_label("Text:", exact=True).fill("## Publisher\n\nThe *Heron*, Reed Street 1.")
    page.get_by_role("button", name="Preview").click()
    assert page.locator(".preview em").inner_text() == "Heron"
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="See Imprint as readers do").click()
    assert page.get_by_role("heading", name="Publisher").is_visible()
    page = window("Hedda", PHONE)
    faulty = list[object]()
    for path in ("/page/imprint/", f"{LOOK}pages/", f"{LOOK}pages/new/"):
        page.goto(path)
        faulty += looked_at(page, path, twice=True)
    page.goto(f"{LOOK}pages/")
    page.get_by_role("link", name="Imprint", exact=True).first.click()
    page.get_by_role("link", name="Delete the page").click()
    faulty += looked_at(page, "delete a page")
    page.get_by_role("button", name="Delete the page").click()
    page.get_by_text("The page was deleted.").wait_for()
    assert faulty == []


def test_an_own_page_is_written_in_the_rich_editor_and_no_word_of_it_is_lost(
    window: Window, watch: Watch
) -> None:
    watch.expected.add(409)
    page, slug = window("Hedda", PHONE), f"masthead-{uuid4().hex[:6]}"
    page.goto(f"{LOOK}pages/new/")
    page.get_by_label("Title").fill("Masthead")
    page.get_by_label("Address:", exact=True).fill(slug)
    text = page.locator(RICH)
    text.click()
    page.keyboard.type("## Publisher")
    faulty = looked_at(page, "an own page in the rich editor", twice=True)
    page.context.set_offline(True)
    page.keyboard.type(" and editors")
    expect(page.locator("[data-autosave-trouble]")).to_contain_text("Not saved: no connection.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(text.get_by_role("heading", name="Publisher and editors")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-autosave-line]")).to_contain_text("Autosaved on")
    page.get_by_role("button", name="Save", exact=True).click()
    edit = page.locator("main h2 a", has_text="Masthead").get_attribute("href")
    page.goto(str(edit))
    second = page.context.new_page()
    second.goto(str(edit))
    for each, words in ((page, "First. "), (second, "Second. ")):
        each.locator(RICH).click()
        each.keyboard.type(words)
        each.get_by_role("button", name="Save", exact=True).click()
        each.locator(".messages, #theirs").first.wait_for()
    expect(second.locator("#theirs")).to_have_value(re.compile("First."))
    expect(second.locator(RICH)).to_contain_text("Second.")
    faulty += looked_at(second, "two texts of an own page", twice=True)
    second.get_by_role("button", name="Save", exact=True).click()
    second.get_by_text("Saved.", exact=True).wait_for()
    second.goto(f"/page/{slug}/")
    expect(second.locator(".post-body")).to_contain_text("Second.")
    second.goto(f"{edit}delete/")
    second.get_by_role("button", name="Delete the page").click()
    second.get_by_text("The page was deleted.").wait_for()
    assert faulty == []
