"""Notes below the rich editor, and beside the text without a script; axe finds nothing."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_pages import looked_at
from tests.http.browser import DESKTOP, PHONE

BODY = "## Voting\n\nBees vote by dancing on the comb.\n\nThe town has *two* bridges.\n"
MARKED = "() => [...(CSS.highlights.get('note') || [])].map(String)"
CHOOSE = """(words) => {
  const paragraph = [...document.querySelectorAll(".editor-place p")]
    .find((each) => each.textContent.includes(words));
  const range = new Range();
  const [text] = paragraph.childNodes;
  range.setStart(text, text.data.indexOf(words));
  range.setEnd(text, text.data.indexOf(words) + words.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def begun(page: Page, title: str) -> str:
    """Begin a draft in a window without scripts, and return its address."""
    page.goto("/write/new/")
    page.get_by_label("Title:").fill(title)
    page.get_by_label("Text:", exact=True).fill(BODY)
    page.get_by_role("button", name="Save the draft").click()
    return page.url


def deleted(page: Page, path: str) -> None:
    page.goto(f"{path}delete/")
    page.get_by_role("button", name="Delete the draft").click()
    page.get_by_text("The draft was deleted.").wait_for()


def test_words_chosen_in_the_rich_editor_become_a_note_and_what_is_typed_stays(
    window: Window,
) -> None:
    bare = window("Kwabena", DESKTOP, java_script_enabled=False)
    path = begun(bare, "How bees and bridges vote")
    page = window("Kwabena", DESKTOP)
    page.goto(path)
    text = page.get_by_role("textbox", name="Text:")
    text.get_by_text("two").wait_for()
    page.get_by_label("Lead:").fill("A lead that nobody has saved.")
    page.locator("summary", has_text="A new note").click()
    page.evaluate(CHOOSE, "vote by dancing")
    page.get_by_role("button", name="Take the words that are chosen").click()
    expect(page.get_by_label("Words of the text")).to_have_value("vote by dancing")
    page.get_by_label("Note", exact=True).fill("Who has seen this?")
    page.get_by_role("button", name="Write the note").click()
    note = page.get_by_role("article", name="Note of Kwabena")
    note.get_by_text("Who has seen this?").wait_for()
    expect(page.locator("#notes")).to_have_attribute("data-marked", "1")
    assert page.evaluate(MARKED) == ["vote by dancing"]
    expect(page.get_by_label("Lead:")).to_have_value("A lead that nobody has saved.")
    faulty = looked_at(page, "notes below the editor", twice=True)
    page.set_viewport_size(PHONE)
    note.get_by_label("Reply").fill("A keeper.")
    note.get_by_role("button", name="Resolve").click()
    page.get_by_text("1 resolved note").wait_for()
    expect(page.locator("#notes")).to_have_attribute("data-marked", "0")
    page.locator("summary", has_text="1 resolved note").click()
    faulty += looked_at(page, "resolved notes", twice=True)
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_text("Saved.", exact=True).wait_for()
    deleted(bare, path)
    assert faulty == []


def test_notes_are_written_beside_the_text_without_a_script(window: Window) -> None:
    page = window("Saskia", PHONE, java_script_enabled=False)
    path = begun(page, "A text that is talked about")
    page.get_by_role("link", name="Notes beside the text").click()
    page.get_by_role("link", name="Write a note on paragraph 3").click()
    page.get_by_label("Note", exact=True).fill("Which comb?")
    page.get_by_role("button", name="Write the note").click()
    note = page.locator("#passage-3").get_by_role("article", name="Note of Saskia")
    expect(note.get_by_role("blockquote")).to_have_text("Bees vote by dancing on the comb.")
    note.get_by_role("button", name="Resolve").click()
    page.get_by_text("Resolved by Saskia").wait_for()
    seen = window("Saskia", PHONE)
    seen.goto(f"{path}notes/")
    faulty = looked_at(seen, "notes beside the text", twice=True)
    deleted(page, path)
    assert faulty == []
