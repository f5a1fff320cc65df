"""A text in the rich editor, as its writer sees it and as it is saved."""

from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Window
from tests.http.browser import DESKTOP
from tweipress.articles.forms import NO_TITLE
from tweipress.articles.text import content, markdown
from tweipress.articles.text.rich import reading

WRITERS: Final = cycle(("Kwabena", "Saskia", "Tomas", "Mireille"))
"""They take turns: nobody may have as many drafts as there are tests."""
KEY_MS: Final = 15
"""Between two keys: faster than anybody types, and the editor hears of each before the next."""
HELD: Final = """() => {
  dispatchEvent(new Event("pagehide"));
  return document.querySelector("[name=document]").value;
}"""
BARE: Final = """async () => {
  const page = await (await fetch(location.href)).text();
  return new DOMParser().parseFromString(page, "text/html").querySelector("[name=body]").value;
}"""
CLIPBOARD: Final = Path(__file__).parent / "clipboard"
FRAMES: Final = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)
"""The browser tells the page of the cursor's place with the next frame."""
PASTE: Final = """([html, plain]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement.dispatchEvent(event);
}"""


@dataclass
class Writing:
    """A page of the editor in a window of one of the cast."""

    window: Window
    who: str
    page: Page

    @property
    def text(self) -> Locator:
        """Return the rich text."""
        return self.page.get_by_role("textbox", name="Text:")

    def clear(self) -> None:
        """Begin again with an empty text."""
        self.text.click()
        self.press("Control+a", "Delete")

    def put_cursor(self, words: str) -> None:
        """Put the cursor where words stand."""
        self.text.get_by_text(words).click()
        self.page.evaluate(FRAMES)

    def tool(self, name: str) -> Locator:
        """Return a button of the toolbar."""
        return self.page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)

    def type(self, *lines: str) -> None:
        """Type lines, with the key Enter between them."""
        for number, line in enumerate(lines):
            if number:
                self.press("Enter")
            self.page.keyboard.type(line, delay=KEY_MS)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as slowly as the editor hears of the cursor's place."""
        for key in keys:
            self.page.evaluate(FRAMES)
            self.page.keyboard.press(key)
        self.page.evaluate(FRAMES)

    def paste(self, plain: str, html: str = "") -> None:
        """Paste what another program has put on the clipboard."""
        self.page.evaluate(FRAMES)
        self.page.evaluate(PASTE, [html, plain])

    def held(self) -> str:
        """Return as Markdown what the page would send now."""
        document = self.page.evaluate(HELD)
        text = content.checked(NO_TITLE, "", "", reading.sections(document))
        return markdown.text(text.headings)

    def saved(self) -> str:
        """Save, and return the Markdown that whoever has no script finds in the textarea."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save the draft").click()
        expect(self.page.get_by_role("status").last).to_contain_text("Saved.")
        return str(self.page.evaluate(BARE))


def new(window: Window, size: Any = DESKTOP, **options: Any) -> Writing:
    """Begin an article, with the cursor in its text."""
    who = next(WRITERS)
    page = window(who, size, **options)
    page.goto("/write/new/")
    page.get_by_label("Title").fill("How a Swarm Decides")
    page.locator("[data-place] [role=textbox]").wait_for()
    writing = Writing(window, who, page)
    writing.text.click()
    return writing
