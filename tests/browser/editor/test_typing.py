"""Typing in the rich editor: Markdown becomes blocks, and what is saved is what stands there."""

import json
import re
from urllib.parse import unquote_plus

from playwright.sync_api import Response, Route, expect

from tests.browser.conftest import Window
from tests.browser.editor.writing import new
from tests.browser.watch import Watch
from tests.http.browser import DESKTOP

TYPED = [
    (("One.", "Two."), "One.\n\nTwo."),
    (("## Far", "Text."), "## Far\n\nText."),
    (("### Near", "Text."), "### Near\n\nText."),
    (("- one", "two", "", "after"), "- one\n- two\n\nafter"),
    (("1. one", "two", "", "after"), "1. one\n2. two\n\nafter"),
    (("> Said.", "Noor", "after"), "> Said.\n> — Noor\n\nafter"),
    (("a **b** c *d* `e` f",), "a **b** c *d* `e` f"),
    (("```js ", "let a;", "", "", "after"), "```js\nlet a;\n```\n\nafter"),
    (("2 * 3 < 7 & snake_case",), "2 * 3 < 7 & snake_case"),
    (("see https://example.org now",), "see [https://example.org](https://example.org) now"),
]


def test_what_is_typed_becomes_what_markdown_says(window: Window) -> None:
    writing = new(window)
    for lines, markdown in TYPED:
        writing.clear()
        writing.type(*lines)
        assert writing.held() == markdown
    assert writing.saved() == markdown


def test_a_footnote_is_typed_where_it_belongs(window: Window) -> None:
    writing = new(window)
    writing.type("Bees vote[^a].")
    writing.text.locator("[data-label=a]").click()
    writing.type("By dancing.")
    assert writing.saved() == "Bees vote[^a].\n\n[^a]: By dancing."


def test_a_saved_text_that_is_opened_and_saved_again_stays_as_it_was(window: Window) -> None:
    typed = "## A\n\n_x_ **y**\n\n- a\n  1. b\n\n> q\n> — s\n\n```\nc\n```"
    bare = window("Kwabena", DESKTOP, java_script_enabled=False)
    bare.goto("/write/new/")
    bare.get_by_label("Title").fill("Typed without a script")
    bare.get_by_label("Text:").fill(typed)
    bare.get_by_role("button", name="Save the draft").click()
    expect(bare.get_by_role("status").last).to_contain_text("Saved.")
    before = bare.get_by_label("Text:").input_value()
    page = window("Kwabena", DESKTOP)
    page.goto(bare.url)
    expect(page.get_by_role("textbox", name="Text:")).to_contain_text("x y")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("status").last).to_contain_text("Saved.")
    bare.reload()
    assert bare.get_by_label("Text:").input_value() == before


def test_a_refused_text_is_still_in_the_editor(window: Window, watch: Watch) -> None:
    watch.expected.add(422)
    writing = new(window)
    writing.type("- kept", "words")
    writing.page.get_by_label("Title").fill(" ")
    writing.page.get_by_role("button", name="Save the draft").click()
    expect(writing.page.locator(".errorlist").first).to_be_visible()
    expect(writing.text.locator("li")).to_have_text(["kept", "words"])


def test_the_preview_shows_what_was_typed(window: Window) -> None:
    writing = new(window)
    writing.type("Bees **vote**.")
    writing.page.get_by_role("button", name="Preview").click()
    preview = writing.page.get_by_role("region", name="Preview")
    expect(preview.locator("strong")).to_have_text("vote")
    expect(preview).to_contain_text("2 words")
    expect(writing.text.locator("strong")).to_have_text("vote")


def test_the_form_hears_of_every_change_and_holds_it(window: Window) -> None:
    writing = new(window)
    writing.page.evaluate(
        "addEventListener('input', ({ target }) => { if (target.name === 'document')"
        " window.heard = new FormData(target.form).get('document') })"
    )
    writing.type("Heard")
    expect(writing.page.locator("[name=document]")).to_have_value(re.compile("Heard"))
    heard = json.loads(writing.page.evaluate("window.heard"))
    assert heard["content"][0]["content"] == [{"type": "text", "text": "Heard"}]
    assert (
        writing.page.evaluate("new FormData(document.querySelector('form.form')).has('body')")
        is False
    )


def test_where_the_editor_cannot_be_had_the_textarea_stays(window: Window) -> None:
    page = window("Kwabena", DESKTOP)
    page.route("**/django_prose_editor/*", lambda route: route.abort())
    page.goto("/write/new/")
    page.get_by_label("Title").fill("Without the script")
    page.get_by_label("Text:").fill("Plain *words*.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("status").last).to_contain_text("Saved.")
    assert page.get_by_label("Text:").input_value() == "Plain *words*."


def test_other_pages_do_not_load_the_editor(window: Window) -> None:
    page = window("Kwabena", DESKTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/write/")
    page.goto("/")
    assert not [url for url in asked if "prose_editor" in url or "/editor" in url]


def test_what_was_typed_before_the_editor_stood_is_in_it(window: Window) -> None:
    page = window("Kwabena", DESKTOP)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/django_prose_editor/*", hold)
    page.goto("/write/new/", wait_until="domcontentloaded")
    page.get_by_label("Text:").fill("- early *words*")
    for route in held:
        route.continue_()
    expect(page.locator("[data-place] li em")).to_have_text("words")
    expect(page.locator("[data-place] [role=textbox]")).to_be_focused()


def test_autosave_keeps_what_the_editor_holds(window: Window) -> None:
    writing = new(window)

    def whole(response: Response) -> bool:
        sent = unquote_plus(response.request.post_data or "")
        return "/autosave/" in response.url and "words" in sent and "Kept Whole" in sent

    with writing.page.expect_response(whole):
        writing.type("- kept", "words")
        writing.page.get_by_label("Title").fill("Kept Whole")
    other = window(writing.who, DESKTOP)
    other.goto("/write/")
    other.get_by_role("link", name="Kept Whole").click()
    expect(other.locator("[data-place] li")).to_have_text(["kept", "words"])
