"""Pasting into the rich editor: from Google Docs, from Word, Markdown, and plain text.

The files of clipboard/ have the markup of real clipboards with words of ours. Google Docs: a <b>
that is not bold around all, styles for bold and italics, lists beside the items that they belong to
(as in the tests of CKEditor 5 and Lexical). Word: paragraphs with `mso-list`, whose signs stand in
spans to be ignored (as in those of CKEditor 5 and Plate); Word on the web: a list for each item,
with its depth in `data-aria-level`.
"""

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.editor.writing import CLIPBOARD, new
from tests.browser.watch import Watch

TEXT = "The swarm **decides** by *dancing*, and ***both*** count; see [a study](https://example.org/bees)."
LIST = "- look\n  1. far\n  2. near\n- return"
TABLE = "| Site | Votes |\n| --- | --- |\n| Oak | 12 |"
WHOLE = f"## How bees vote\n\n{TEXT}\n\n### Scouts\n\n{LIST}\n\n{TABLE}"


def clipboard(name: str) -> str:
    return (CLIPBOARD / f"{name}.html").read_text()


def test_text_of_word_processors_keeps_its_form(window: Window) -> None:
    writing = new(window)
    for name, markdown in (
        ("google_docs", WHOLE),
        ("word", WHOLE),
        ("word_online", f"## How bees vote\n\n{TEXT}\n\n### Scouts\n\n{LIST}"),
    ):
        writing.clear()
        writing.paste("How bees vote", clipboard(name))
        assert writing.held() == markdown, name
    assert writing.saved() == markdown


def test_a_phrase_joins_the_paragraph_that_it_is_pasted_into(window: Window) -> None:
    writing = new(window)
    writing.type("By  today.")
    for _ in range(7):
        writing.press("ArrowLeft")
    writing.paste("dancing", clipboard("google_docs_phrase"))
    assert writing.held() == "By **dancing** today."


MARKDOWN = "## Far\n\nA **bold** word.\n\n- one\n  - two\n\n> Said.\n> — Noor"


def test_pasted_markdown_becomes_blocks_from_a_code_editor_too(window: Window) -> None:
    writing = new(window)
    writing.type("Before.", "")
    writing.paste(MARKDOWN)
    expect(writing.text.locator("blockquote footer")).to_have_text("Noor")
    assert writing.saved() == f"Before.\n\n{MARKDOWN}"
    writing.clear()
    html = '<div style="font-family: Menlo, monospace;white-space: pre;"><span>## Far</span></div>'
    writing.paste("## Far\n\ntext", f"<meta charset='utf-8'>{html}")
    expect(writing.text.locator("h2")).to_have_text("Far")


def test_markdown_that_the_site_cannot_be_asked_about_stays_as_it_came(
    window: Window, watch: Watch
) -> None:
    writing = new(window)
    writing.page.route("**/write/markdown/", lambda route: route.abort())
    writing.paste("## Far\n\nA **bold** word.")
    expect(writing.text.locator("p")).to_have_text(["## Far", "A **bold** word."])
    watch.faults.clear()  # of the request that could not be sent, which the browser tells
    assert writing.saved() == "\\## Far\n\nA \\*\\*bold\\*\\* word."


def test_lines_of_plain_text_become_paragraphs(window: Window) -> None:
    writing = new(window)
    writing.paste("One line\nAnother (line) - with 2 * 3")
    assert writing.held() == "One line\n\nAnother (line) - with 2 * 3"


def test_scripts_and_pictures_of_others_are_not_pasted(window: Window) -> None:
    writing = new(window)
    hostile = (
        "<p onclick='alert(1)'>a<script>alert(1)</script><img src='https://example.org/x.png'"
        " onerror='alert(1)'><a href='javascript:alert(1)'>b</a><style>p{}</style></p>"
        "<iframe src='https://example.org'></iframe>"
    )
    writing.paste("ab", hostile)
    assert writing.saved() == "ab"


def test_what_is_copied_in_the_editor_is_pasted_as_it_was(window: Window) -> None:
    writing = new(window)
    writing.type("> Said.", "Noor", "after")
    writing.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for keys in ("Control+a", "Control+c", "Control+End", "Enter", "Control+v"):
        writing.press(keys)
    assert writing.saved() == "> Said.\n> — Noor\n\nafter\n\n> Said.\n> — Noor\n\nafter"
