"""The writers' Markdown, to sections and back."""

import json
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings

from tests.articles.text.texts import LINES, WHOLE, texts
from tweipress.articles.text import content, markdown
from tweipress.articles.text.faults import ContentError, Fault

TYPED = """\
Before the first heading,
in two lines.

## A heading with <b>

- one
- two *and more*

* another list

> A quote.
> — Its source

> Another one.

    indented, | no | table |

1. first
2. second

<script>alert(1)</script>
"""


def through(text: content.Text) -> content.Text:
    sections = markdown.sections(markdown.text(text.headings))
    return content.checked(text.title, text.lead, text.section, sections)


def test_headings_paragraphs_lists_and_quotes_become_blocks() -> None:
    first, second = content.checked("t", "", "", markdown.sections(TYPED)).headings
    assert first.as_json() == {
        "heading": "",
        "blocks": [{"kind": "paragraph", "text": "Before the first heading, in two lines."}],
    }
    assert second.as_json() == {
        "heading": "A heading with <b>",
        "blocks": [
            {"kind": "list", "items": ["one", "two *and more*"]},
            {"kind": "list", "items": ["another list"]},
            {"kind": "quote", "text": "A quote.", "source": "Its source"},
            {"kind": "quote", "text": "Another one."},
            {"kind": "paragraph", "text": "indented, | no | table |"},
            {"kind": "list", "ordered": True, "items": ["first", "second"]},
            {"kind": "paragraph", "text": "<script>alert(1)</script>"},
        ],
    }


def test_what_was_typed_comes_back_the_same() -> None:
    text = content.checked("t", "", "", markdown.sections(TYPED))
    assert through(text) == text


def test_every_article_of_the_demo_survives_the_editor() -> None:
    for path in (files("tweipress.demo") / "articles").iterdir():
        article = json.loads(path.read_text(encoding="utf-8"))
        text = content.checked(article["title"], article["lead"], "", article["sections"])
        assert through(text) == text


@pytest.mark.parametrize(
    "start",
    [
        *("- x", "+ x", "# x", "> x", ">x", "1. x", "2) x", "-- x", "#", ": x", "```", "~~~ x"),
        *("\\# x", "1\\. x", "\\\\- x", "[^1]: x", "\\[^1]: x", "![x](picture:1)", "@[x](y)"),
    ],
)
def test_a_text_that_looks_like_a_block_stays_a_text(start: str) -> None:
    blocks = [
        {"kind": "paragraph", "text": start},
        {"kind": "list", "items": [start, "b"]},
        {"kind": "quote", "text": start, "source": "S"},
    ]
    text = content.checked("t", "", "", [{"heading": "h", "blocks": blocks}])
    assert through(text) == text


@pytest.mark.parametrize("typed", ["", " \n \n", "\0", "- \n1. \n> ", "```\n\n```", "##", "###"])
def test_nothing_typed_is_nothing_kept(typed: str) -> None:
    assert markdown.sections(typed) == []


@pytest.mark.parametrize(
    "typed", [">" * 5_000, "- " * 5_000, "1. " * 2_000 + "a", "> - " * 9 + "a"]
)
def test_what_is_nested_deeper_than_it_is_read_is_refused_and_not_dropped(typed: str) -> None:
    with pytest.raises(ContentError) as refused:
        content.checked("t", "", "", markdown.sections(typed))
    assert refused.value.fault == Fault.TOO_DEEP


def blocks(typed: str) -> list[dict[str, object]]:
    (section,) = markdown.sections(typed)
    return list(section["blocks"])


def test_lists_are_numbered_and_nested() -> None:
    typed = "3. a\n4. b\n   - c\n     1. d\n     2. e\n   - f\n5. g"
    below = [{"text": "c", "ordered": True, "items": ["d", "e"]}, "f"]
    items = ["a", {"text": "b", "items": below}, "g"]
    assert blocks(typed) == [{"kind": "list", "ordered": True, "items": items, "start": 3}]


def test_no_number_that_was_typed_is_lost() -> None:
    years, same = blocks("1986. a\n1990. b\n1991. c"), blocks("1. a\n1. b\n1. c")
    assert [(row["start"], row["items"]) for row in years] == [(1986, ["a"]), (1990, ["b", "c"])]
    assert same == [{"kind": "list", "ordered": True, "items": ["a", "b", "c"]}]


def test_code_and_tables_in_an_item_stand_behind_it_and_the_list_goes_on() -> None:
    code, table = "```sh\n   ls\n     -l\n   ```", "| a |\n   | - |\n   | b |"
    typed = f"1. Run\n   {code}\n2. Look\n\n   {table}\n\n3. End"
    assert blocks(typed) == [
        {"kind": "list", "ordered": True, "items": ["Run"]},
        {"kind": "code", "text": "ls\n  -l", "language": "sh"},
        {"kind": "list", "ordered": True, "items": ["Look"], "start": 2},
        {"kind": "table", "head": ["a"], "rows": [["b"]]},
        {"kind": "list", "ordered": True, "items": ["End"], "start": 3},
    ]


def test_a_table_has_pipes_a_caption_and_as_many_cells_as_its_head() -> None:
    typed = "Year | Wells\n:--|--:\n2026 | a \\| b\n2027\n\n: All *wells*\n\n: not one"
    assert blocks(typed) == [
        {
            "kind": "table",
            "head": ["Year", "Wells"],
            "rows": [["2026", "a | b"], ["2027", ""]],
            "caption": "All *wells*",
        },
        {"kind": "paragraph", "text": ": not one"},
    ]


def test_a_picture_has_its_caption_and_credit_in_the_lines_below() -> None:
    picture = {"kind": "picture", "picture": 12, "alt": "A [well]"}
    assert blocks("Before\n![A \\[well\\]](picture:12)\nAt\nnoon\n— Ondine") == [
        {"kind": "paragraph", "text": "Before"},
        {**picture, "caption": "At noon", "credit": "Ondine"},
    ]
    assert blocks('![A \\[well\\]](picture:12 "At noon")') == [{**picture, "caption": "At noon"}]
    assert blocks("![](picture:1)") == [{"kind": "picture", "picture": 1, "alt": ""}]


@pytest.mark.parametrize(
    "typed", ["a ![b](picture:1)", "![b](picture:x)", "![b](https://c.example/d.png)", "@[a](b c)"]
)
def test_what_is_no_picture_of_the_library_stays_as_it_was_typed(typed: str) -> None:
    assert blocks(typed) == [{"kind": "paragraph", "text": typed}]


def test_embeds_and_footnotes_have_lines_of_their_own() -> None:
    typed = "So.[^1]\n@[A *bee*](https://youtu.be/(x))\nThen.\n[^1]: In\nMay.\n[^b]: No.\n> Q"
    assert blocks(typed) == [
        {"kind": "paragraph", "text": "So.[^1]"},
        {"kind": "embed", "url": "https://youtu.be/(x)", "title": "A *bee*"},
        {"kind": "paragraph", "text": "Then."},
        {"kind": "note", "label": "1", "text": "In May."},
        {"kind": "note", "label": "b", "text": "No."},
        {"kind": "quote", "text": "Q"},
    ]


def test_a_footnote_right_behind_a_list_or_quote_is_no_part_of_it() -> None:
    note = {"kind": "note", "label": "1", "text": "b"}
    for typed, kind in (("- a", "list"), ("1. a", "list"), ("> a", "quote")):
        first, second = blocks(f"{typed}\n[^1]: b")
        assert (first["kind"], second) == (kind, note)


def test_code_is_kept_to_the_last_sign() -> None:
    typed = "````md\n```\n- a\n\n  [^1]: <b>\n```\n````\n## End"
    first, second = markdown.sections(typed)
    code = {"kind": "code", "text": "```\n- a\n\n  [^1]: <b>\n```", "language": "md"}
    assert (first["blocks"], second["heading"]) == ([code], "End")


def test_a_text_with_every_kind_survives_the_textarea() -> None:
    text = content.checked("t", "", "", WHOLE)
    assert through(text) == text


@given(texts())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_that_can_be_saved_survives_the_textarea(text: content.Text) -> None:
    assert through(text) == text


@given(LINES)
def test_whatever_is_typed_and_kept_is_typed_back_the_same(typed: str) -> None:
    try:
        text = content.checked("t", "", "", markdown.sections(typed))
    except ContentError:
        return
    assert through(text) == text
