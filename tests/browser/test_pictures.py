"""The library in a browser: with a script and without, on a phone and a desktop, by keyboard."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.site import Site
from tests.browser.test_pages import looked_at
from tests.browser.watch import Watch
from tests.http.browser import DESKTOP, PHONE
from tests.pictures.hostile import animated, photograph

DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
  const data = new DataTransfer();
  data.items.add(new File([bytes], name, { type: "image/png" }));
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  document.dispatchEvent(new DragEvent("drop", how));
}"""


@pytest.fixture
def photo(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a photograph on the disk, another one for each test."""
    path = tmp_path / f"{request.node.name[:40]}.jpg"
    path.write_bytes(photograph(900 + len(request.node.name), 600))
    return path


def opened(page: Page) -> Page:
    """Go to the library, and open the form."""
    page.goto("/pictures/")
    details = page.locator("details.adding")
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    return page


@pytest.mark.parametrize("script", [True, False])
def test_an_author_adds_describes_and_deletes_a_picture(
    window: Window, photo: Path, script: bool
) -> None:
    page = opened(window("Kwabena", PHONE, java_script_enabled=script))
    page.get_by_label("Alternative text").fill("Bees at the door of a hive")
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Add to the library").click()
    if script:
        page.get_by_role("status").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("test an author adds")
    shown = page.get_by_alt_text("Bees at the door of a hive")
    expect(shown).to_be_visible()
    assert shown.evaluate("(it) => it.complete && it.naturalWidth > 0")
    page.get_by_label("Credit").fill("Ondine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Delete the picture").click()
    expect(page.get_by_text("The picture was deleted.")).to_be_visible()


def test_axe_finds_nothing_in_the_library(window: Window, photo: Path) -> None:
    page = opened(window("Kwabena", PHONE))
    faulty = looked_at(page, "form", twice=True)
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Add to the library").click()
    link = page.get_by_role("status").get_by_role("link")
    expect(link).to_be_visible()
    faulty += looked_at(page, "added", twice=True)
    page.goto("/pictures/")
    faulty += looked_at(page, "library", twice=True)
    page.get_by_role("link", name="test axe").first.click()
    faulty += looked_at(page, "picture", twice=True)
    page.goto("/pictures/?q=nothing+like+it")
    faulty += looked_at(page, "nothing", twice=True)
    assert faulty == []


def test_dropped_pictures_are_added_one_after_another_and_each_says_what_became_of_it(
    window: Window, watch: Watch
) -> None:
    watch.expected |= {422}
    page = opened(window("Kwabena", DESKTOP))
    drop(page, photograph(333, 222, "PNG"), "hive.png")
    drop(page, animated("PNG"), "film.png")
    drop(page, photograph(334, 222, "PNG"), "comb.png")
    status = page.locator("[data-said]")
    expect(status.get_by_role("link")).to_have_text(["hive", "comb"])
    expect(status.locator(".refusal")).to_contain_text("film.png: This picture moves.")


def drop(page: Page, content: bytes, name: str) -> None:
    """Drop a file on the page."""
    import base64  # noqa: PLC0415  # here alone

    page.evaluate(DROP, [base64.b64encode(content).decode(), name])


def test_a_click_on_the_picture_chooses_the_focal_point(window: Window, photo: Path) -> None:
    page = opened(window("Kwabena", DESKTOP))
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_role("status").get_by_role("link").click()
    figure = page.locator("[data-focus]")
    box: Any = figure.bounding_box()
    figure.click(position={"x": box["width"] / 4, "y": box["height"] * 3 / 4})
    across, down = page.get_by_label("Focal point, from left"), page.get_by_label("from top")
    assert [int(slider.input_value()) for slider in (across, down)] == [25, 75]
    across.press("ArrowRight")
    page.get_by_role("button", name="Save").click()
    expect(across).to_have_value("26")


def test_a_removed_picture_is_a_sentence_where_it_was(
    window: Window, photo: Path, site: Site, watch: Watch
) -> None:
    watch.expected |= {410}
    page = opened(window("Saskia", DESKTOP))
    page.locator("input[type=file]").set_input_files(photo)
    page.get_by_role("button", name="Add to the library").click()
    page.get_by_role("status").get_by_role("link").click()
    address = page.locator("[data-focus] img").get_attribute("src")
    page.get_by_label("Why, for everybody to read").fill("A private face.")
    page.get_by_role("button", name="Remove the picture").click()
    expect(page.get_by_text("The editors removed this picture: A private face.")).to_be_visible()
    page.evaluate(
        """(address) => new Promise((done) => {
          const image = new Image();
          image.id = "gone";
          image.onload = image.onerror = done;
          image.src = address;
          document.querySelector("main").append(image);
        }).then(() => null)""",
        address,
    )
    assert page.locator("#gone").evaluate("(it) => it.naturalWidth") == 800
