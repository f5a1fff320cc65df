"""Opening a text in the rich editor and saving it without a change leaves every block as it was."""

import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tweipress.articles.text import content
from tweipress.articles.text.faults import ContentError
from tweipress.articles.text.rich import reading, writing

SIGNS = [
    "a",
    "Bee",
    " ",
    "*",
    "**",
    "_",
    "`",
    "[",
    "](https://example.org)",
    "\\",
    "&amp;",
    "!",
    "1. ",
]
TYPED = st.lists(
    st.sampled_from([*SIGNS, "인", "[^n]", "(", ")", "“", "ع"]), min_size=1, max_size=12
)
MARKED = TYPED.map("".join)
PLAIN = st.text("aB *_[]<&", min_size=1, max_size=12)
CELLS = st.lists(st.one_of(st.just(""), MARKED), min_size=2, max_size=2)


def some(kind: str, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), **parts})


def items(depth: int) -> st.SearchStrategy[list[Any]]:
    if depth == 3:
        return st.lists(MARKED, min_size=1, max_size=2)
    nested = st.fixed_dictionaries(
        {"text": MARKED, "ordered": st.booleans(), "items": items(depth + 1)}
    )
    return st.lists(MARKED | nested, min_size=1, max_size=3)


BLOCKS = st.one_of(
    some("paragraph", text=MARKED),
    some("subheading", text=PLAIN),
    some("list", ordered=st.booleans(), items=items(1)),
    some("list", ordered=st.just(True), start=st.integers(0, 9), items=items(1)),
    some("quote", text=MARKED, source=st.one_of(st.just(""), PLAIN)),
    some("code", text=st.text("ab \t\n`*", min_size=1), language=st.sampled_from(["", "python"])),
    some("table", head=CELLS, rows=st.lists(CELLS, max_size=2), caption=st.just("") | PLAIN),
    some("picture", picture=st.integers(1, 9), alt=st.just("") | PLAIN, credit=PLAIN),
    some("embed", url=st.just("https://www.youtube.com/watch?v=1"), title=PLAIN),
    some("note", label=st.just("n"), text=MARKED),
)
SECTIONS = st.lists(
    st.fixed_dictionaries({"heading": PLAIN, "blocks": st.lists(BLOCKS, min_size=1, max_size=4)}),
    max_size=3,
)


def stored(sections: Any) -> list[dict[str, Any]]:
    try:
        return content.checked("t", "", "", sections).as_json()
    except ContentError:
        assume(False)  # it could not have been saved
        raise


@given(SECTIONS, st.booleans())
def test_blocks_stay_equal(sections: list[dict[str, Any]], is_headless: bool) -> None:
    if is_headless and sections:
        sections[0]["heading"] = ""
    before = stored(sections)
    document = json.dumps(writing.document(before))
    assert stored(reading.sections(document)) == before


def test_a_text_stays_as_it_was_typed_where_markdown_has_several_ways() -> None:
    before = stored([{"heading": "", "blocks": [{"kind": "paragraph", "text": "_a_ __b__ \\- c"}]}])
    assert stored(reading.sections(json.dumps(writing.document(before)))) == before


def test_a_text_that_was_changed_is_written_anew() -> None:
    typed = [{"heading": "", "blocks": [{"kind": "paragraph", "text": "_a_ b"}]}]
    document = writing.document(typed)
    document["content"][0]["content"][0]["text"] = "other"
    (section,) = reading.sections(json.dumps(document))
    assert section["blocks"] == [{"kind": "paragraph", "text": "*other* b"}]
