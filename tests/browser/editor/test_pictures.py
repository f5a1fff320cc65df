"""Pictures in the rich editor: chosen from the library, sent to it, dropped and pasted."""

import base64
from typing import Any, Final
from uuid import uuid4

from playwright.sync_api import FilePayload, Locator, expect

from tests.browser.conftest import Window
from tests.browser.editor.writing import Writing, new
from tests.browser.test_pages import looked_at
from tests.browser.watch import Watch
from tests.http.browser import PHONE
from tests.pictures.hostile import animated, photograph
from tweipress.pictures.queries import UPLOAD_MAX_BYTES

GIVE: Final = """(text, [how, files]) => {
  const data = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = typeof content === "number"
      ? new Uint8Array(content)
      : Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    data.items.add(new File([bytes], name, { type }));
  }
  const { right, bottom } = text.getBoundingClientRect();
  const at = { clientX: right - 9, clientY: Math.min(bottom, innerHeight) - 9 };
  const what = { bubbles: true, cancelable: true };
  text.dispatchEvent(how === "drop"
    ? new DragEvent("drop", { ...what, ...at, dataTransfer: data })
    : new ClipboardEvent("paste", { ...what, clipboardData: data }));
}"""
ALT: Final = "What it shows"


def file(content: bytes, name: str = "hive.png", kind: str = "image/png") -> Any:
    """Return a file as the browser is given it."""
    return [name, kind, base64.b64encode(content).decode()]


def png(name: str, content: bytes) -> FilePayload:
    """Return a picture as somebody chooses it on their disk."""
    return {"name": f"{name}.png", "mimeType": "image/png", "buffer": content}


def give(writing: Writing, how: str, *files: Any) -> None:
    """Drop files at the end of the text, or paste them."""
    writing.text.evaluate(GIVE, [how, list(files)])


def asked(writing: Writing) -> Locator:
    """Press the button of pictures, and return the dialog."""
    writing.tool("Picture").click()
    return dialog(writing)


def dialog(writing: Writing) -> Locator:
    return writing.page.get_by_role("dialog", name="Picture")


def set_picture(writing: Writing, alt: str) -> None:
    dialog(writing).get_by_label(ALT).fill(alt)
    dialog(writing).get_by_role("button", name="Set the picture").click()
    expect(dialog(writing)).to_be_hidden()


def test_a_picture_is_added_changed_and_taken_out_again(window: Window) -> None:
    writing, mark = new(window), uuid4().hex[:8]
    writing.type("Before.")
    add(writing, mark)
    figure = writing.text.locator("figure")
    expect(figure).to_contain_text(f"Bees {mark}")
    expect(figure).to_contain_text(f"Caption {mark}")
    expect(figure.locator("img")).to_be_visible()
    assert figure.locator("img").evaluate("(it) => it.decode().then(() => it.naturalWidth > 0)")
    before = writing.held()
    assert f"Bees {mark}" in before
    assert writing.saved() == before
    figure.dblclick()
    shelf = dialog(writing)
    expect(shelf.get_by_role("radio", checked=True)).to_have_count(1)
    expect(shelf.get_by_label("Caption")).to_have_value(f"Caption {mark}")
    writing.press("Escape")
    assert writing.held() == before
    figure.click()
    asked(writing)
    choose_another(writing)
    expect(shelf.get_by_label(ALT)).not_to_have_value(f"Bees {mark}")
    set_picture(writing, "Another")
    expect(figure).not_to_contain_text(f"Bees {mark}")
    expect(figure).to_contain_text(f"Caption {mark}")
    figure.click()
    asked(writing).get_by_role("button", name="Take it out of the text").click()
    expect(figure).to_have_count(0)
    assert writing.held() == "Before."


def add(writing: Writing, mark: str) -> None:
    """Send a picture from the dialog, which sets none without alternative text."""
    shelf = asked(writing)
    expect(shelf.get_by_role("radio").first).to_be_attached()
    upload = png(mark, photograph(321, 222, "PNG"))
    shelf.get_by_label("Add a picture from this device").set_input_files(upload)
    expect(shelf.get_by_role("status")).to_contain_text("The picture is in the library.")
    expect(shelf.get_by_label(ALT)).to_be_focused()
    shelf.get_by_role("button", name="Set the picture").click()
    expect(shelf).to_be_visible()
    shelf.get_by_label("Caption").fill(f"Caption {mark}")
    set_picture(writing, f"Bees {mark}")


def choose_another(writing: Writing) -> None:
    """Search in vain, then choose the next picture with a key."""
    shelf = dialog(writing)
    words = shelf.get_by_role("searchbox")
    words.fill("no such picture")
    words.press("Enter")
    expect(shelf.get_by_role("status")).to_contain_text("No picture has all of these words.")
    expect(shelf.get_by_role("radio")).to_have_count(1)
    words.fill("")
    words.press("Enter")
    expect(shelf.get_by_role("radio").nth(1)).to_be_attached()
    shelf.get_by_role("radio", checked=True).focus()
    writing.press("ArrowRight")


def test_files_are_dropped_and_pasted_and_a_refused_one_says_why(
    window: Window, watch: Watch
) -> None:
    watch.expected |= {422}
    writing = new(window)
    writing.type("Before.")
    give(writing, "drop", file(animated("PNG")))
    expect(dialog(writing).get_by_role("status")).to_contain_text("This picture moves.")
    writing.press("Escape")
    give(writing, "drop", ["huge.png", "image/png", UPLOAD_MAX_BYTES + 1])
    expect(dialog(writing).get_by_role("status")).to_contain_text("20 MiB")
    writing.press("Escape")
    give(
        writing,
        "drop",
        file(photograph(322, 222, "PNG")),
        file(photograph(323, 222, "PNG")),
    )
    for alt in ("First", "Second"):
        expect(dialog(writing).get_by_role("status")).to_contain_text("is in the library")
        dialog(writing).get_by_label(ALT).fill(alt)
        dialog(writing).get_by_role("button", name="Set the picture").click()
        expect(writing.text.locator("figure").last).to_contain_text(alt)
    give(writing, "paste", file(photograph(324, 222, "PNG")))
    expect(dialog(writing).get_by_role("status")).to_contain_text("is in the library")
    set_picture(writing, "Third")
    figures = writing.text.locator("figure")
    expect(figures).to_contain_text(["First", "Second", "Third"])
    expect(figures.locator("img:not([hidden])")).to_have_count(3)
    assert writing.held().startswith("Before.\n\n![First](picture:")


def test_on_a_phone_without_a_connection_and_signed_out_no_word_is_lost(
    window: Window, watch: Watch
) -> None:
    writing = new(window, size=PHONE)
    writing.type("Kept.")
    shelf = asked(writing)
    expect(shelf.get_by_role("radio").first).to_be_attached()
    faulty = looked_at(writing.page, "pictures", twice=True)
    writing.page.evaluate("document.documentElement.dir = 'rtl'")
    faulty += looked_at(writing.page, "pictures from right to left")
    shelf.get_by_label(ALT).fill("Typed")
    writing.page.context.set_offline(True)
    shelf.get_by_role("button", name="Search").click()
    expect(shelf.get_by_role("status")).to_contain_text("The site cannot be reached.")
    writing.page.context.set_offline(False)
    writing.page.context.clear_cookies()
    watch.expected |= {401, 403}
    shelf.get_by_role("button", name="Search").click()
    expect(shelf.get_by_role("link", name="Sign in in a new window")).to_be_visible()
    upload = png("b", photograph(325, 222, "PNG"))
    shelf.get_by_label("Add a picture from this device").set_input_files(upload)
    expect(shelf.get_by_role("status")).to_contain_text("You are signed out.")
    expect(shelf.get_by_label(ALT)).to_have_value("Typed")
    shelf.get_by_role("button", name="Cancel").click()
    assert writing.held() == "Kept."
    assert faulty == []
