"""The content of an article: what it may hold, and how mistakes are named."""

from typing import Any

import pytest

from tweipress.articles.text import content, inline, markdown
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.markdown import parser

PARAGRAPH = {"kind": "paragraph", "text": "One two three."}
LIST = {"kind": "list", "items": ["four", "five six"]}
QUOTE = {"kind": "quote", "text": "seven", "source": "not counted"}


def sections(*blocks: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"heading": "Not counted either", "blocks": list(blocks)}]


def test_words_are_those_of_lead_paragraphs_items_and_quotes() -> None:
    text = content.checked("A title", "Two words", "", sections(PARAGRAPH, LIST, QUOTE))
    assert text.words == 2 + 3 + 3 + 1


def test_marks_and_addresses_of_links_are_no_words() -> None:
    block = {"kind": "paragraph", "text": "**a** [b c](https://example.org/long/address) `d`"}
    assert content.checked("t", "", "", sections(block)).words == 4


def test_a_text_is_stored_as_it_was_given() -> None:
    given = sections(PARAGRAPH, LIST, QUOTE)
    text = content.checked("t", "", "", given)
    assert text.as_json() == given


def test_control_signs_and_signs_that_turn_the_line_vanish() -> None:
    assert content.tidy(" a\x00b\x1b\u202eDoW\u2066 \n\t c\ud800 ") == "abDoW c"


def test_signs_that_emoji_and_scripts_need_stay() -> None:
    family = "👩\u200d👧 می\u200cروم"
    assert content.tidy(family) == family


@pytest.mark.parametrize(
    ("path", "arguments"),
    [
        ("title", ("", "", "", [])),
        ("title", (" \n ", "", "", [])),
        ("title", (None, "", "", [])),
        ("title", ("x" * 201, "", "", [])),
        ("lead", ("t", "x" * 601, "", [])),
        ("section", ("t", "", "x" * 41, [])),
        ("sections", ("t", "", "", None)),
        ("sections", ("t", "", "", [{"heading": "h"}] * 41)),
        ("sections[0]", ("t", "", "", ["text"])),
        ("sections[0].heading", ("t", "", "", [{"heading": 1}])),
        ("sections[0].title", ("t", "", "", [{"title": "misspelt"}])),
        ("sections[0].blocks", ("t", "", "", [{"blocks": {}}])),
        ("sections[0].blocks[0].kind", ("t", "", "", sections({"kind": "video"}))),
        ("sections[0].blocks[0].text", ("t", "", "", sections({"kind": "paragraph"}))),
        ("sections[0].blocks[0].items", ("t", "", "", sections({"kind": "list", "items": []}))),
        ("sections[0].blocks[0].items[0]", ("t", "", "", sections({"kind": "list", "items": [1]}))),
        (
            "sections[0].blocks[0].source",
            ("t", "", "", sections({"kind": "paragraph", "text": "a", "source": "b"})),
        ),
    ],
)
def test_what_cannot_be_kept_is_named_with_its_place(path: str, arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ContentError) as error:
        content.checked(*arguments)
    assert error.value.path == path
    assert error.value.fault in Fault


def test_a_hundred_thousand_characters_do_not_fit() -> None:
    with pytest.raises(ContentError, match=r"TOO_LONG .*60000"):
        content.checked("t", "", "", sections({"kind": "paragraph", "text": "word " * 20_000}))


def test_sixty_thousand_characters_in_many_blocks_do_not_fit_either() -> None:
    blocks = [{"kind": "paragraph", "text": "x" * 6_000}] * 11
    with pytest.raises(ContentError, match=r"TOO_LONG .*60000"):
        content.checked("t", "", "", sections(*blocks))


def test_more_blocks_than_any_text_has_are_refused_before_one_is_looked_at() -> None:
    items = ["a"] * 29_000
    for blocks in ([{"kind": "list", "items": items}], [{"kind": "no kind"}] * 29_000):
        with pytest.raises(ContentError) as refused:
            content.checked("Title", "", "", [{"blocks": blocks}])
        assert refused.value.fault == Fault.TOO_MANY_BLOCKS
        assert refused.value.figures == {"blocks": 29_000, "most": content.BLOCKS_MAX}


def test_more_lines_than_any_text_has_are_refused_before_they_are_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parser, "_parser", None)
    with pytest.raises(ContentError) as refused:
        markdown.sections("- a\r" * 29_000)
    assert refused.value.fault == Fault.TOO_MANY_LINES


@pytest.mark.parametrize(
    "heap", ["\u0316\u0301" * 2_000, ("\u0316\u0301" * 15 + "\x01") * 100, "\u202e\u0301" * 2_000]
)
def test_no_letter_has_heaps_of_accents(heap: str) -> None:
    assert len(content.tidy(f"a{heap}b")) <= content.MARKS_MAX + 2


def test_accents_that_languages_stack_stay() -> None:
    assert content.tidy("Vie\u0323\u0302t \u05e9\u05bc\u05c1\u05b8") == (
        "Vi\u1ec7t \u05e9\u05b8\u05bc\u05c1"
    )


@pytest.mark.parametrize("heap", ["[", "*_", "*a**b", "[ *a* `b` ", "\\\\"])
def test_a_text_of_hardly_anything_but_marks_is_refused_before_one_is_read(
    heap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr(inline, "_tokens", read.append)
    block = {"kind": "paragraph", "text": heap * (59_000 // len(heap))}
    with pytest.raises(ContentError) as refused:
        content.checked("t", "", "", sections(block))
    assert refused.value.fault == Fault.TOO_MANY_SIGNS
    assert read == []


def test_a_text_with_a_link_in_every_line_fits() -> None:
    line = {"kind": "paragraph", "text": "**More** about it [is *there*](https://press.example)."}
    assert content.checked("t", "", "", sections(*[line] * 900)).words == 900 * 5
