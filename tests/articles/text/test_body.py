"""The body as the page shows it."""

import json
from typing import Any

import pytest

from tweipress.articles.text import body, content, pieces


def made(*blocks: dict[str, Any], lead: str = "", parts: int = 3) -> list[body.Part]:
    sections = [{"heading": "First <b>", "blocks": list(blocks)}]
    return body.shown(body.made(content.checked("t", lead, "", sections), parts))


def words(number: int) -> str:
    return " ".join(f"w{n}" for n in range(number))


def test_a_paragraph_over_three_parts_says_where_it_goes_on() -> None:
    parts = made({"kind": "paragraph", "text": f"**{words(30)}**"})
    assert [part.number for part in parts] == [1, 2, 3]
    assert [part.words for part in parts] == [10, 10, 10]
    assert [piece.kind for piece in parts[0].pieces] == ["heading", "paragraph"]
    assert [part.pieces[-1].continued for part in parts] == [False, True, True]
    assert parts[1].pieces[0].html.startswith("<strong>w10 ")
    assert parts[1].pieces[0].html.endswith(" w19</strong>")


def test_a_heading_is_text_that_the_template_escapes() -> None:
    heading = made({"kind": "paragraph", "text": words(30)})[0].pieces[0]
    assert (heading.text, heading.html) == ("First <b>", "")
    assert type(heading.text) is str


def test_a_list_is_cut_between_its_items_and_goes_on() -> None:
    first, second, third = made({"kind": "list", "items": [words(10)] * 3})
    assert [part.pieces[-1].html.count("<li>") for part in (first, second, third)] == [1, 1, 1]
    assert first.pieces[-1].html.startswith('<ul dir="auto"><li>w0')
    assert second.pieces[0].html.startswith('<ul class="is-continued" dir="auto"><li>w0')


def test_an_item_longer_than_a_part_is_cut_within() -> None:
    _, second, _ = made({"kind": "list", "items": [words(60), "w"]})
    (piece,) = second.pieces
    assert piece.html.startswith('<ul class="is-continued" dir="auto"><li class="is-continued">w')


def test_a_numbered_list_goes_on_with_its_numbers() -> None:
    items = {"kind": "list", "ordered": True, "start": 3, "items": [words(10)] * 3}
    openings = [part.pieces[-1].html.partition(" dir")[0] for part in made(items)]
    assert openings == [
        '<ol start="3"',
        '<ol start="4" class="is-continued"',
        '<ol start="5" class="is-continued"',
    ]


def test_lists_in_lists_are_nested() -> None:
    below = {"text": "b", "ordered": True, "items": ["c", {"text": "d", "items": ["e"]}]}
    (piece,) = made({"kind": "list", "items": ["a", below, "f"]}, parts=1)[0].pieces[1:]
    assert piece.html.replace(' dir="auto"', "") == (
        "<ul><li>a</li><li>b<ol><li>c</li><li>d<ul><li>e</li></ul></li></ol></li><li>f</li></ul>"
    )


def test_a_list_in_a_list_that_goes_on_in_the_next_part_is_still_below_its_item() -> None:
    below = {"text": "a", "ordered": True, "items": [words(10), words(10)]}
    items = {"kind": "list", "ordered": True, "start": 7, "items": [below, words(9)]}
    second = made(items)[1].pieces[0]
    assert second.html.replace(' dir="auto"', "").startswith(
        '<ol start="7" class="is-continued"><li class="is-continued"><ol start="2"><li>w0'
    )


def test_a_source_comes_with_the_end_of_its_quote() -> None:
    quote = {"kind": "quote", "text": words(30), "source": "Somebody"}
    assert [part.pieces[-1].source for part in made(quote)] == ["", "", "Somebody"]


def test_the_lead_is_read_with_the_first_part_and_not_repeated() -> None:
    parts = made({"kind": "paragraph", "text": words(24)}, lead=words(6))
    assert [part.words for part in parts] == [10, 10, 10]
    assert parts[0].pieces[1].html == words(4)


def test_a_text_of_two_words_still_has_three_parts() -> None:
    parts = made({"kind": "paragraph", "text": "two words"}, parts=3)
    assert sum(part.words for part in parts) == 2
    assert len(parts) == 3


@pytest.mark.parametrize("kind", ["paragraph", "quote", "list", "table"])
def test_html_that_got_into_the_database_is_cleaned_when_it_is_read(kind: str) -> None:
    hostile = 'a<script>b</script><img src=x onerror=c><a href="javascript:d" style="e">f</a>'
    (part,) = body.shown([{"words": 1, "pieces": [{"kind": kind, "html": hostile}]}])
    assert part.pieces[0].html == 'a<a rel="nofollow noopener">f</a>'


def test_neither_a_table_nor_code_is_cut() -> None:
    rows = [[words(20), words(20)]] * 20
    table = {"kind": "table", "head": ["a", "b"], "rows": rows}
    code = {"kind": "code", "text": f"{words(30)}\n" * 30}
    text = {"kind": "paragraph", "text": words(60)}
    kinds = [[piece.kind for piece in part.pieces] for part in made(text, table, code, text)]
    assert kinds == [
        ["heading", "paragraph"],
        ["paragraph", "table", "code", "paragraph"],
        ["paragraph"],
    ]


def test_a_table_names_its_columns_and_the_rows_if_these_have_names() -> None:
    table = {"kind": "table", "head": ["", "b"], "rows": [["*c*", "d"]], "caption": "<e>"}
    (piece,) = made(table, parts=1)[0].pieces[1:]
    assert piece.html == (
        '<table dir="auto"><caption>&lt;e&gt;</caption><thead><tr><td></td><th scope="col">b</th>'
        '</tr></thead><tbody><tr><th scope="row"><em>c</em></th><td>d</td></tr></tbody></table>'
    )


def test_footnotes_are_numbered_as_the_text_refers_to_them_and_lead_back() -> None:
    notes = [{"kind": "note", "label": label, "text": f"Note {label}."} for label in "abc"]
    text = {"kind": "paragraph", "text": "First[^b][^b] *then [^a]* and [^nobody] `[^a]`."}
    *_, last = made(*notes, text)
    piece = last.pieces[-1]
    said = "".join(each.html for part in made(*notes, text) for each in part.pieces)
    assert 'First<sup><a href="#note-1" id="note-1-from-1" role="doc-noteref"' in said
    assert said.index("note-1-from-2") < said.index("<em>then<sup>") < said.index("note-2-from-1")
    assert "and[^nobody]" in said
    assert "<code>[^a]</code>" in said
    assert [(note.number, str(note.html), note.back) for note in piece.notes] == [
        (1, "Note b.", ("note-1-from-1", "note-1-from-2")),
        (2, "Note a.", ("note-2-from-1",)),
        (3, "Note c.", ()),
    ]


def test_a_footnote_may_refer_to_another_and_to_itself() -> None:
    notes = [
        {"kind": "note", "label": "a", "text": "See [^b] and [^a]."},
        {"kind": "note", "label": "b", "text": "See [^a]."},
    ]
    *_, piece = made({"kind": "paragraph", "text": "So.[^a]"}, *notes, parts=1)[0].pieces
    assert [len(note.back) for note in piece.notes] == [3, 1]
    assert 'href="#note-2"' in piece.notes[0].html


def test_no_link_is_in_a_link() -> None:
    notes = {"kind": "note", "label": "a", "text": "A."}
    text = {"kind": "paragraph", "text": "[See[^a]](https://a.example/)"}
    first, *_ = made(text, notes, parts=1)[0].pieces[1:]
    assert first.html.startswith('[See<sup><a href="#note-1"')
    assert first.html.endswith("</a></sup>](https://a.example/)")


IMAGE = pieces.Image(800, 600, "/pictures/file/d/800.jpg", (), "Of the library", "The library")


def test_what_a_text_does_not_say_of_a_picture_the_library_may_know() -> None:
    own = {"kind": "picture", "picture": 1, "alt": "Own", "credit": "Own too"}
    text = content.checked("t", "", "", [{"blocks": [own, {**own, "alt": "", "credit": ""}]}])
    first, second = body.whole(text, image_of=lambda _: IMAGE)
    assert (first.alt, first.source, first.is_first) == ("Own", "Own too", True)
    assert (second.alt, second.source, second.is_first) == ("Of the library", "The library", False)


def test_a_picture_that_is_stored_is_shown_as_it_was() -> None:
    text = content.checked(
        "t", "", "", [{"blocks": [{"kind": "picture", "picture": 1, "alt": "a"}]}]
    )
    stored = json.loads(json.dumps(body.made(text, 1, lambda _: IMAGE)))
    image = body.shown(stored)[0].pieces[0].image
    assert image == pieces.Image(800, 600, "/pictures/file/d/800.jpg")
