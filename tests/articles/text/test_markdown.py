"""The writers' Markdown, to sections and back."""

import json
from importlib.resources import files

import pytest

from tweipress.articles.text import content, markdown

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
            {"kind": "paragraph", "text": "1. first"},
            {"kind": "paragraph", "text": "2. second"},
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


@pytest.mark.parametrize("start", ["- x", "+ x", "# x", "> x", ">x", "1. x", "2) x", "-- x", "#"])
def test_a_text_that_looks_like_a_block_stays_a_text(start: str) -> None:
    blocks = [
        {"kind": "paragraph", "text": start},
        {"kind": "list", "items": [start, "b"]},
        {"kind": "quote", "text": start, "source": "S"},
    ]
    text = content.checked("t", "", "", [{"heading": "h", "blocks": blocks}])
    assert through(text) == text


@pytest.mark.parametrize("typed", ["", " \n \n", "\0", ">" * 5_000, "- " * 5_000])
def test_nothing_typed_is_nothing_kept(typed: str) -> None:
    sections = markdown.sections(typed)
    assert content.checked("t", "", "", sections).words <= 1
