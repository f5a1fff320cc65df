"""Who has a phone, no mouse, a screen reader, a dark room, or writes from right to left."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.editor.writing import new
from tests.browser.test_pages import looked_at
from tests.http.browser import PHONE

UNCOVERED = """() => document.querySelector("[contenteditable] p").getBoundingClientRect().top
    >= document.querySelector("[role=toolbar]").getBoundingClientRect().bottom"""
LONG = "A paragraph of a text that is long enough to be scrolled on a phone. " * 4


def test_axe_finds_nothing_in_the_editor(window: Window) -> None:
    writing = new(window, size=PHONE)
    writing.type("## Far", "- one", "two", "", "> Said.", "Noor", "after")
    faulty = looked_at(writing.page, "editor", twice=True)
    writing.tool("Table").click()
    writing.type("Site")
    writing.press("Tab")
    writing.type("Votes")
    faulty += looked_at(writing.page, "table", twice=True)
    writing.press("Control+k")
    writing.page.get_by_role("dialog", name="Link").wait_for()
    faulty += looked_at(writing.page, "dialog", twice=True)
    assert faulty == []


def test_on_a_phone_the_tools_are_as_large_as_a_finger(window: Window) -> None:
    writing = new(window, size=PHONE, has_touch=True, is_mobile=True)
    for tool in writing.page.get_by_role("toolbar").get_by_role("button").all():
        box = tool.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    writing.tool("Strong").tap()
    writing.type("word")
    assert writing.saved() == "**word**"


def test_on_a_phone_the_tools_stay_and_do_not_cover_the_text(window: Window) -> None:
    writing = new(window, size=PHONE)
    writing.paste("\n".join([LONG] * 12))
    writing.type("The end.")
    bar = writing.page.get_by_role("toolbar").bounding_box()
    end = writing.text.get_by_text("The end.").bounding_box()
    assert bar is not None
    assert end is not None
    assert 0 <= bar["y"] <= end["y"] + end["height"] - bar["height"]
    writing.press("Control+Home")
    writing.page.wait_for_function(UNCOVERED)


def test_with_the_keyboard_alone_everything_is_reached(window: Window) -> None:
    writing = new(window)
    press = writing.page.keyboard.press
    writing.page.get_by_label("News section").focus()
    press("Tab")
    expect(writing.tool("Strong")).to_be_focused()
    press("ArrowRight")
    expect(writing.tool("Emphasis")).to_be_focused()
    press("End")
    expect(writing.tool("Redo")).to_be_focused()
    press("ArrowRight")
    expect(writing.tool("Strong")).to_be_focused()
    press("ArrowLeft")
    press("Home")
    press("Enter")
    expect(writing.text).to_be_focused()
    writing.type("word")
    press("Alt+F10")
    expect(writing.tool("Strong")).to_be_focused()
    press("Escape")
    expect(writing.text).to_be_focused()
    press("Tab")
    expect(writing.page.get_by_role("button", name="Save the draft")).to_be_focused()
    press("Shift+Tab")
    expect(writing.text).to_be_focused()
    press("Shift+Tab")
    expect(writing.tool("Strong")).to_be_focused()
    assert writing.saved() == "**word**"


def test_no_list_holds_the_keyboard(window: Window) -> None:
    writing = new(window)
    writing.type("- one")
    writing.press("Tab")
    expect(writing.text).to_be_focused()
    writing.press("Escape")
    expect(writing.page.get_by_role("button", name="Save the draft")).to_be_focused()


def test_a_screen_reader_hears_what_the_text_is(window: Window) -> None:
    writing = new(window)
    assert writing.text.get_attribute("aria-multiline") == "true"
    expect(writing.text).to_have_accessible_name("Text:")
    expect(writing.page.get_by_role("toolbar")).to_have_accessible_name("Tools for writing")
    names = [
        tool.get_attribute("aria-label")
        for tool in writing.page.locator("[data-tools] button").all()
    ]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("key", "next_tool"), [("ArrowLeft", "Emphasis"), ("ArrowRight", "Redo")])
def test_from_right_to_left_arrows_and_text_turn(window: Window, key: str, next_tool: str) -> None:
    writing = new(window)
    writing.page.evaluate("document.documentElement.dir = 'rtl'")
    writing.tool("Strong").focus()
    writing.press(key)
    expect(writing.tool(next_tool)).to_be_focused()
    writing.page.evaluate("document.documentElement.dir = 'ltr'")
    writing.text.click()
    writing.type("النحل يصوت بالرقص")
    box, line = (
        writing.text.bounding_box(),
        writing.page.evaluate(
            "(() => { const range = document.createRange();"
            " range.selectNodeContents(document.querySelector('[data-place] p'));"
            " return range.getBoundingClientRect().right })()"
        ),
    )
    assert box is not None
    assert line > box["x"] + box["width"] * 0.8
