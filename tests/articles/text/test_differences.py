"""Differences of two texts: blocks first, words inside changed ones, at a bounded price."""

import re
from typing import Any

import pytest

from tests.articles.text.texts import WHOLE
from tweipress.articles.text import content, differences
from tweipress.articles.text.content import Text
from tweipress.articles.text.differences import STEPS_MAX, WORDS_MAX, Purse, Row, rows

TIDE = "The tide came in and went out again."
UP = "The tide came up and went out again."


def text(*paragraphs: str, **fields: str) -> Text:
    """Return a text of paragraphs under one heading."""
    blocks = [{"kind": "paragraph", "text": each} for each in paragraphs]
    return body([{"heading": "Sea", "blocks": blocks}], **fields)


def body(sections: list[dict[str, Any]], title: str = "The sea", **fields: str) -> Text:
    return content.checked(title, fields.get("lead", ""), fields.get("section", ""), sections)


def said(row: Row) -> str:
    """Return a row with its changes in brackets: `[-went-]`, `[+came+]`."""
    if row.unchanged:
        return f"={row.unchanged}"
    signs = {"removed": "[-{}-]", "added": "[+{}+]", "same": "{}"}
    return " ".join(signs[strip.change].format(strip.html) for strip in row.strips)


def compared(old: Text, new: Text, steps: int = STEPS_MAX) -> list[str]:
    return [said(row) for row in rows(old, new, Purse(steps))]


def test_a_changed_word_is_marked_in_its_paragraph_alone() -> None:
    old, new = text("First.", TIDE, "Last."), text("First.", UP, "Last.")
    assert compared(old, new) == [
        "=3",
        "The tide came [-in-] [+up+] and went out again.",
        "=1",
    ]


def test_title_lead_section_heading_and_source_are_compared_too() -> None:
    quote = {"kind": "quote", "text": "They have no cousin at all.", "source": "a keeper"}
    old = body([{"heading": "Sea", "blocks": [quote]}], title="Old", lead="One.", section="World")
    other = [{"heading": "The sea", "blocks": [quote | {"source": "a beekeeper"}]}]
    new = body(other, title="New", lead="Two.", section="Nature")
    kinds = [(row.kind, row.change) for row in rows(old, new, Purse()) if not row.unchanged]
    assert [kind for kind, change in kinds if change != "removed"] == [
        *("title", "lead", "section", "heading", "source")
    ]


def test_an_inserted_paragraph_does_not_hide_an_edit_beside_it() -> None:
    old = text(TIDE)
    new = text("A whole new beginning of it.", TIDE.replace("tide", "water"))
    assert compared(old, new) == [
        "=2",
        "[+A whole new beginning of it.+]",
        "The [-tide-] [+water+] came in and went out again.",
    ]


def test_another_paragraph_in_the_place_is_shown_as_removed_and_added() -> None:
    assert compared(text(TIDE), text("Nobody was there to see.")) == [
        "=2",
        f"[-{TIDE}-]",
        "[+Nobody was there to see.+]",
    ]


def test_single_words_between_changes_are_shown_with_them() -> None:
    new = "The wave ran in and fell out again."
    assert compared(text(TIDE), text(new)) == [
        "=2",
        "The [-tide came-] [+wave ran+] in and [-went-] [+fell+] out again.",
    ]
    islands = TIDE.replace("came", "swam").replace("and", "or")
    assert compared(text(TIDE), text(islands))[1] == (
        "The tide [-came in and-] [+swam in or+] went out again."
    )


def test_items_of_lists_are_compared_one_by_one() -> None:
    def of(*items: str) -> Text:
        return body([{"heading": "", "blocks": [{"kind": "list", "items": list(items)}]}])

    assert compared(of("one", "two", "three"), of("one", "three", "four")) == [
        *("=2", "[-two-]", "=1", "[+four+]")
    ]


def test_a_changed_address_under_the_same_words_is_shown() -> None:
    old, new = (text(f"Read [more](https://{host}.example/) of it.") for host in ("a", "b"))
    (row,) = [row for row in rows(old, new, Purse()) if not row.unchanged]
    addresses = [(strip.change, strip.addresses) for strip in row.strips]
    assert ("removed", ("https://a.example/",)) in addresses
    assert ("added", ("https://b.example/",)) in addresses


def test_marks_are_closed_in_every_strip_and_html_stays_text() -> None:
    old = text("Some *of these words* are <b>bold</b> here.")
    new = text("Some *of those words* are <b>bold</b> here.")
    assert compared(old, new)[1] == (
        "Some <em>of</em> [-<em>these</em>-] [+<em>those</em>+]"
        " <em>words</em> are &lt;b&gt;bold&lt;/b&gt; here."
    )


def test_beyond_the_bound_on_words_a_changed_block_is_shown_whole() -> None:
    few, many = ([f"word{n}" for n in range(length)] for length in (WORDS_MAX, WORDS_MAX + 2))
    for words, strips in ((few, 5), (many, 2)):
        changed = ["first", *words[1:-1], "last"]
        (row,) = [
            row
            for row in rows(text(" ".join(words)), text(" ".join(changed)), Purse())
            if not row.unchanged
        ]
        assert len(row.strips) == strips


def test_an_empty_purse_shows_changed_blocks_whole_and_says_the_same() -> None:
    old, new = text("First.", TIDE, "Last."), text("First.", UP, "Last.")
    assert compared(old, new, steps=0) == [*("=3", f"[-{TIDE}-]", f"[+{UP}+]", "=1")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 9_000, "b b a " * 6_000),
        ("*a* " * 4_900, "*b* " * 4_900),
        ("[" * 9_900, "![](" * 4_900),
        ("x" * 59_000, "y" * 59_000),
    ],
)
def test_hostile_texts_cost_no_more_than_the_purse_holds(old: str, new: str) -> None:
    purse = Purse()
    shown = rows(text(old), text(new), purse)
    assert 0 <= purse.steps <= STEPS_MAX
    html = "".join(strip.html for row in shown for strip in row.strips)
    assert len(re.sub(r"<[^>]*>", "", html)) <= 3 * 60_000


@pytest.mark.parametrize("others", ["x", "xy"])
def test_a_word_that_comes_again_and_again_is_paid_for_each_time_it_is_looked_at(
    others: str,
) -> None:
    numbers = range(WORDS_MAX // 2 - 1)
    old = [" ".join(f"a {part}x{n}" for n in numbers) for part in "bcd"]
    new = [" ".join(f"a {part}{others[n % len(others)]}{n}." for n in numbers) for part in "bcd"]
    purse = Purse()
    changed = [row for row in rows(text(*old), text(*new), purse) if not row.unchanged]
    assert [len(row.strips) for row in changed] == [3, 3, 3]  # both whole, after a word in common
    assert purse.steps > STEPS_MAX * 0.9


def test_common_words_of_an_honest_edit_are_paid_for() -> None:
    sentence = "The man of the town said that the sea had taken the boat and the net. "
    old = sentence * 12
    new = old.replace("boat", "ship")
    (row,) = [row for row in rows(text(old), text(new), Purse()) if not row.unchanged]
    assert len(row.strips) == 37


def test_many_small_blocks_are_shown_however_they_changed() -> None:
    old = text(*(f"a{n} b" for n in range(999)))
    new = text(*(f"c{n} d" for n in range(999)))
    assert [row.change for row in rows(old, new, Purse()) if not row.unchanged] == [
        *(["removed"] * 999),
        *(["added"] * 999),
    ]


def test_no_word_is_lost_or_invented() -> None:
    old = text("one two three four", "five *six* seven", "eight")
    new = text("one three four nine", "eight", "seven *six* five ten")

    def kept(change: str) -> list[str]:
        shown = rows(old, new, Purse(100_000))
        strips = [strip for row in shown for strip in row.strips]
        joined = " ".join(strip.html for strip in strips if strip.change != change)
        return re.sub(r"<[^>]*>", "", joined).split()

    assert sorted(kept("added")) == sorted({*old.plain.split()[3:]} - {"eight"})
    assert sorted(kept("removed")) == sorted({*new.plain.split()[3:]} - {"eight"})


def test_a_whole_body_has_every_block() -> None:
    sections = [
        {
            "heading": "Sea",
            "blocks": [
                {"kind": "paragraph", "text": "Some *words*."},
                {"kind": "list", "items": ["One.", "Two."]},
                {"kind": "quote", "text": "No cousin.", "source": "a keeper"},
            ],
        }
    ]
    pieces = differences.pieces(body(sections), Purse())
    assert [piece.kind for piece in pieces] == ["heading", "paragraph", "list", "quote"]
    assert "<li>One.</li><li>Two.</li>" in pieces[2].html
    assert (str(pieces[1].html), pieces[3].source) == ("Some <em>words</em>.", "a keeper")


def changes(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the changed lines of two lists of blocks by their kinds."""
    was, now = body([{"blocks": old}]), body([{"blocks": new}])
    return [(row.kind, said(row)) for row in rows(was, now, Purse()) if not row.unchanged]


def test_a_changed_cell_is_marked_in_its_row() -> None:
    old = {
        "kind": "table",
        "head": ["Well", "Depth"],
        "rows": [["North", "*40* m"], ["South", "7"]],
    }
    new = {**old, "rows": [["North", "*41* m"], ["South", "7"], ["East", ""]], "caption": "Wells"}
    assert changes([old], [new]) == [
        ("caption", "[+Wells+]"),
        ("row", "North | [-<em>40</em>-] [+<em>41</em>+] m"),
        ("row", "[+East |+]"),
    ]


def test_marks_do_not_reach_over_the_cells_of_a_row() -> None:
    old = {"kind": "table", "head": ["*a", "b*"], "rows": []}
    assert changes([old], [{**old, "head": ["*a", "b* c"]}]) == [("row", "*a | b* [+c+]")]


def test_a_changed_line_of_code_is_marked_and_so_is_its_indent() -> None:
    old, new = ({"kind": "code", "text": f"if dry:\n{rest}"} for rest in ("    dig()", "\tdig(1)"))
    assert changes([old], [new]) == [
        ("code", "[-&nbsp;&nbsp;&nbsp;&nbsp;dig()-]"),
        ("code", "[+&nbsp;&nbsp;&nbsp;&nbsp;dig(1)+]"),
    ]
    assert changes([old], [{**old, "text": "if dry:\n  dig()"}]) == [
        ("code", "[-&nbsp;&nbsp;&nbsp;&nbsp;dig()-]"),
        ("code", "[+&nbsp;&nbsp;dig()+]"),
    ]


def test_an_item_that_moved_below_another_is_marked() -> None:
    old = {"kind": "list", "items": ["dig the well", "line the well"]}
    new = {"kind": "list", "items": [{"text": "dig the well", "items": ["line the well"]}]}
    ordered = {"kind": "list", "ordered": True, "items": ["dig the well", "line the well"]}
    assert changes([old], [new]) == [("item", "[+– –+] line the well")]
    assert changes([old], [ordered]) == [
        ("item", "[+#+] dig the well"),
        ("item", "[+#+] line the well"),
    ]


def test_another_picture_caption_embed_and_footnote_are_marked() -> None:
    old: list[dict[str, Any]] = [
        {"kind": "picture", "picture": 1, "alt": "A deep well", "credit": "Ondine"},
        {"kind": "embed", "url": "https://youtu.be/a", "title": "The old well"},
        {"kind": "note", "label": "1", "text": "In the month of *May*."},
        {"kind": "paragraph", "text": "So it was decided.[^1]"},
    ]
    new = [
        {**old[0], "picture": 2, "credit": "Noor"},
        {**old[1], "url": "https://youtu.be/b"},
        {**old[2], "text": "In the month of *June*."},
        {**old[3], "text": "So it was decided.[^2]"},
    ]
    assert changes(old, new) == [
        ("picture", "[-picture:1-] [+picture:2+] A deep well"),
        ("credit", "[-Ondine-]"),
        ("credit", "[+Noor+]"),
        ("embed", "The old well [-https://youtu.be/a-] [+https://youtu.be/b+]"),
        ("note", "1: In the month of [-<em>May</em>.-] [+<em>June</em>.+]"),
        ("paragraph", "So it was [-decided.[^1]-] [+decided.[^2]+]"),
    ]


def test_a_whole_version_has_every_kind_of_block_and_its_footnotes() -> None:
    kinds = [piece.kind for piece in differences.pieces(body(WHOLE), Purse())]
    assert kinds == [
        *("heading", "paragraph", "subheading", "list", "list", "quote", "code", "table"),
        *("picture", "embed", "notes"),
    ]
    assert differences.pieces(body(WHOLE), Purse(0))[-1].kind == "notes"
