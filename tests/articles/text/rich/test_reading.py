"""The rich editor's document as hostile input: no editor made it, but no word is lost."""

import json
from typing import Any

import pytest

from tweipress.articles.text import content, limits
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.rich import reading


def text(words: str, *marks: Any) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"marks": list(marks)} if marks else {})}


def node(kind: str, *within: Any, **attrs: Any) -> dict[str, Any]:
    return {"type": kind, "content": list(within), **({"attrs": attrs} if attrs else {})}


def blocks(*nodes: Any) -> list[dict[str, Any]]:
    sections = reading.sections(json.dumps(node("doc", *nodes)))
    return [block for section in sections for block in section["blocks"]]


def items(*nodes: Any) -> Any:
    (block,) = blocks(*nodes)
    return block["items"]


PARAGRAPH = node("paragraph", text("word"))


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ("{", Fault.NO_JSON),
        ("[" * 100_000, Fault.NO_JSON),
        ("9" * 5_000, Fault.NO_JSON),
        ("[]", Fault.NO_OBJECT),
        ("{}", Fault.NO_TEXT),
        ('{"type": "doc", "content": {}}', Fault.NO_LIST),
        ('{"type": "doc", "content": [1]}', Fault.NO_OBJECT),
        (json.dumps(node("doc", node("script", text("alert(1)")))), Fault.NO_KIND),
        (json.dumps(node("doc", node("paragraph", {"type": "text", "text": 7}))), Fault.NO_TEXT),
        (json.dumps(node("doc", node("paragraph", text("a", "bold")))), Fault.NO_OBJECT),
        (json.dumps(node("doc", {**PARAGRAPH, "attrs": []})), Fault.NO_OBJECT),
        (
            json.dumps(node("doc", node("paragraph", node("reference", label="](x")))),
            Fault.NO_LABEL,
        ),
    ],
)
def test_what_no_editor_makes_is_refused(document: str, fault: Fault) -> None:
    with pytest.raises(ContentError) as caught:
        reading.sections(document)
    assert caught.value.fault == fault


def test_lists_deeper_than_any_are_refused_before_the_stack_ends() -> None:
    deep: Any = node("bulletList")
    for _ in range(100):
        deep = node("bulletList", node("listItem", PARAGRAPH, deep))
    with pytest.raises(ContentError) as caught:
        blocks(deep)
    assert caught.value.fault == Fault.TOO_DEEP


def test_lists_a_little_too_deep_lose_no_item() -> None:
    deep = node("orderedList", node("listItem", node("paragraph", text("five"))))
    for name in ("four", "three", "two", "one"):
        deep = node("bulletList", node("listItem", node("paragraph", text(name)), deep))
    one = items(deep)
    assert one == [{"text": "one", "items": [{"text": "two", "items": ["three", "four", "five"]}]}]


@pytest.mark.parametrize(
    ("many", "fault"),
    [
        (text("x" * (2 * limits.TEXT_CHARS + 1)), Fault.TOO_LONG),
        (text("*" * (limits.MARKDOWN_SIGNS_MAX + 1)), Fault.TOO_MANY_SIGNS),
        (
            text("a", *[{"type": f"m{n}"} for n in range(limits.MARKDOWN_SIGNS_MAX)]),
            Fault.TOO_MANY_SIGNS,
        ),
    ],
)
def test_what_would_take_long_is_refused_before_it_is_read(many: Any, fault: Fault) -> None:
    with pytest.raises(ContentError) as caught:
        blocks(node("paragraph", many))
    assert caught.value.fault == fault


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "mailto:a@example.org",
        "\ud800",
        "",
    ],
)
def test_links_lead_to_the_web_or_nowhere(href: str) -> None:
    link = {"type": "link", "attrs": {"href": href}}
    assert blocks(node("paragraph", text("here", link))) == [{"kind": "paragraph", "text": "here"}]


def test_links_are_those_of_markdown() -> None:
    link = {"type": "link", "attrs": {"href": "https://example.org/ü?a=(b)&amp;c"}}
    (block,) = blocks(node("paragraph", text("here", link)))
    made = content.checked("t", "", "", [{"heading": "", "blocks": [block]}])
    assert "https://example.org/%C3%BC" in made.as_json()[0]["blocks"][0]["text"]


def test_halves_of_letters_and_marks_that_turn_text_go() -> None:
    (block,) = blocks(node("paragraph", text("a\ud800\u202eb")))
    assert block["text"] == "ab"


def test_html_stays_text() -> None:
    (block,) = blocks(node("paragraph", text("<script>alert(1)</script>")))
    made = content.checked("t", "", "", [{"heading": "", "blocks": [block]}])
    assert made.plain.endswith("<script>alert(1)</script>")


def test_unknown_marks_and_attributes_are_nothing() -> None:
    marked = text("word", {"type": "underline"}, {"type": "bold"})
    assert blocks(node("paragraph", marked, onclick="x")) == [
        {"kind": "paragraph", "text": "**word**"}
    ]


def test_empty_nodes_are_left_out_as_empty_lines_are() -> None:
    empty = (node("paragraph"), node("heading", level=2), node("bulletList", node("listItem")))
    assert blocks(*empty, node("quote"), node("codeBlock"), node("table"), PARAGRAPH) == [
        {"kind": "paragraph", "text": "word"}
    ]


def test_a_source_without_a_quote_is_a_paragraph() -> None:
    quote = node("quote", node("quoteText"), node("quoteSource", text("*Noor*")))
    assert blocks(quote) == [{"kind": "paragraph", "text": r"\*Noor\*"}]


def test_rows_are_filled_up_and_cells_have_one_text() -> None:
    head = node("tableRow", node("tableHeader", PARAGRAPH), node("tableHeader", PARAGRAPH))
    row = node("tableRow", node("tableCell", PARAGRAPH, PARAGRAPH))
    assert blocks(node("table", head, row)) == [
        {"kind": "table", "head": ["word", "word"], "rows": [["word word", ""]]}
    ]


def test_a_table_may_have_no_head() -> None:
    row = node("tableRow", node("tableCell", PARAGRAPH))
    assert blocks(node("table", row)) == [{"kind": "table", "head": [""], "rows": [["word"]]}]


@pytest.mark.parametrize("number", [None, "7", -1, True, 10**30, [], {"a": 1}])
def test_what_is_no_number_of_a_picture_cannot_be_saved(number: Any) -> None:
    (block,) = blocks({"type": "picture", "attrs": {"picture": number, "alt": "A bee"}})
    with pytest.raises(ContentError):
        content.checked("t", "", "", [{"heading": "", "blocks": [block]}])
