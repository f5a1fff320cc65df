"""The toolbar and the keys of the rich editor: each does what it says."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.editor.writing import Writing, new

WORD = "word"
MARKS = [
    ("Strong", "Control+b", "**word**"),
    ("Emphasis", "Control+i", "*word*"),
    ("Code in the line", "Control+e", "`word`"),
]
BLOCKS = [
    ("Heading", "Control+Alt+2", "## word"),
    ("Subheading", "Control+Alt+3", "### word"),
    ("List", "Control+Shift+8", "- word"),
    ("Numbered list", "Control+Shift+7", "1. word"),
    ("Quote", "Control+Shift+b", "> word"),
    ("Lines of code", "Control+Alt+c", "```\nword\n```"),
]


def chosen(window: Window) -> Writing:
    writing = new(window)
    writing.type(WORD)
    writing.press("Control+a")
    return writing


@pytest.mark.parametrize("way", ["button", "key"])
def test_each_tool_does_what_it_says_and_takes_it_back(window: Window, way: str) -> None:
    writing = chosen(window)
    for name, key, markdown in MARKS + BLOCKS:
        tool = writing.tool(name)
        if (name, key, markdown) in BLOCKS:
            writing.put_cursor(WORD)
        expect(tool).to_have_attribute("aria-pressed", "false")
        tool.click() if way == "button" else writing.press(key)
        expect(tool).to_have_attribute("aria-pressed", "true")
        expect(writing.text).to_be_focused()
        assert writing.held() == markdown, name
        keys = key.replace("Control+b", "Control+B").title()
        assert (tool.get_attribute("aria-keyshortcuts") or "").title() == keys
        tool.click() if way == "button" else writing.press(key)
        expect(tool).to_have_attribute("aria-pressed", "false")
        assert writing.held() == WORD, name
    writing.press("Control+a", "Control+b")
    assert writing.saved() == "**word**"


@pytest.mark.parametrize("way", ["button", "key"])
def test_a_link_is_set_changed_and_removed(window: Window, way: str) -> None:
    writing = chosen(window)

    def asked() -> None:
        writing.press("Control+k") if way == "key" else writing.tool("Link").click()

    dialog = writing.page.get_by_role("dialog", name="Link")
    asked()
    dialog.get_by_label("Address").fill("not an address")
    dialog.get_by_role("button", name="Set the link").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Address").fill("https://example.org/a")
    dialog.get_by_role("button", name="Set the link").click()
    expect(writing.text.locator("a")).to_have_attribute("href", "https://example.org/a")
    asked()
    expect(dialog.get_by_label("Address")).to_have_value("https://example.org/a")
    writing.press("Escape")
    expect(dialog).to_be_hidden()
    assert writing.held() == "[word](https://example.org/a)"
    writing.text.locator("a").click()
    asked()
    dialog.get_by_role("button", name="Remove the link").click()
    assert writing.saved() == WORD


def test_items_go_deeper_and_back(window: Window) -> None:
    writing = new(window)
    writing.type("- one", "two")
    writing.tool("Deeper in the list").click()
    expect(writing.tool("Deeper in the list")).to_have_attribute("aria-disabled", "true")
    writing.press("Enter")
    writing.type("three")
    writing.press("Tab")
    writing.press("Enter")
    writing.type("four")
    writing.press("Tab")
    assert writing.saved() == "- one\n  - two\n    - three\n    - four"
    writing.put_cursor("three")
    writing.tool("Less deep in the list").click()
    writing.put_cursor("two")
    writing.press("Shift+Tab")
    assert writing.saved() == "- one\n- two\n  - three\n    - four"


def test_steps_are_undone_and_redone(window: Window) -> None:
    writing = new(window)
    expect(writing.tool("Undo")).to_have_attribute("aria-disabled", "true")
    writing.type(WORD)
    for undo, redo in (("button", "button"), ("Control+z", "Control+Shift+z")):
        writing.tool("Undo").click() if undo == "button" else writing.press(undo)
        expect(writing.text).to_have_text("")
        writing.tool("Redo").click() if redo == "button" else writing.press(redo)
        expect(writing.text).to_have_text(WORD)


def test_a_table_is_made_and_changed(window: Window) -> None:
    writing = new(window)
    expect(writing.tool("Add a row")).to_be_hidden()
    writing.tool(
        "Table",
    ).click()
    for word in ("Site", "Votes", "Oak", "12", "Elm", "7"):
        writing.type(word)
        writing.press("Tab")
    rows, heads = writing.text.locator("tr"), writing.text.locator("th")
    expect(rows).to_have_count(4)
    writing.tool("Remove the row").click()
    expect(rows).to_have_count(3)
    writing.put_cursor("Elm")
    writing.tool("Add a column").click()
    expect(heads).to_have_count(3)
    writing.tool("Add a row").click()
    expect(rows).to_have_count(4)
    writing.tool("Remove the row").click()
    expect(rows).to_have_count(3)
    writing.put_cursor("Oak")
    writing.tool("Caption of the table").click()
    dialog = writing.page.get_by_role("dialog", name="Caption of the table")
    dialog.get_by_label("Caption", exact=True).fill("How they voted")
    dialog.get_by_role("button", name="Set the caption").click()
    saved = writing.saved()
    assert "| Site | " in saved
    assert "How they voted" in saved
    writing.put_cursor("12")
    writing.tool("Remove the column").click()
    expect(heads).to_have_count(2)
    writing.put_cursor("Oak")
    writing.tool("First row names the columns").click()
    expect(heads).to_have_count(0)
    writing.tool("Remove the table").click()
    expect(writing.text.locator("table")).to_have_count(0)


def test_a_footnote_is_written_at_the_end(window: Window) -> None:
    writing = new(window)
    for way in ("button", "key"):
        writing.clear()
        writing.type("Bees vote")
        if way == "button":
            writing.tool("Footnote").click()
        else:
            writing.press("Control+Alt+f")
        writing.type("By dancing.")
        assert writing.held() == "Bees vote[^1]\n\n[^1]: By dancing.", way


def test_a_card_of_another_site_is_set_and_changed(window: Window) -> None:
    writing = new(window)
    writing.tool("Card of another site").click()
    dialog = writing.page.get_by_role("dialog", name="Card of another site")
    dialog.get_by_label("Address").fill("https://www.youtube.com/watch?v=1")
    dialog.get_by_label("Title").fill("The dance")
    dialog.get_by_role("button", name="Set the card").click()
    card = writing.text.locator("figure")
    expect(card).to_contain_text("The dance")
    card.click()
    writing.tool("Card of another site").click()
    dialog.get_by_label("Title").fill("The waggle dance")
    dialog.get_by_role("button", name="Set the card").click()
    expect(card).to_contain_text("The waggle dance")
    assert "https://www.youtube.com/watch?v=1" in writing.saved()
