"""The kinds of blocks: what each may hold, what is counted, and what is refused by name."""

from typing import Any

import pytest

from tests.articles.text.texts import WHOLE
from tweipress.articles.text import content, limits
from tweipress.articles.text.faults import ContentError, Fault

PARAGRAPH = {"kind": "paragraph", "text": "One two."}
TABLE = {"kind": "table", "head": ["a", "b"], "rows": [["c", "d"]]}
PICTURE = {"kind": "picture", "picture": 1, "alt": "A well"}
DEEP = {"text": "a", "items": [{"text": "b", "items": [{"text": "c", "items": ["d"]}]}]}


def checked(*blocks: dict[str, Any]) -> content.Text:
    return content.checked("t", "", "", [{"heading": "h", "blocks": list(blocks)}])


def test_a_text_with_every_kind_is_stored_as_it_was_given() -> None:
    assert content.checked("t", "", "", WHOLE).as_json() == WHOLE


def test_a_text_that_was_stored_is_the_same_when_it_is_read() -> None:
    text = content.checked("t", "Lead.", "News", WHOLE)
    assert content.stored("t", "Lead.", "News", text.as_json()) == text


def test_what_is_as_it_would_be_anyway_is_not_stored() -> None:
    given = {"kind": "list", "ordered": False, "start": 1, "items": [{"text": "a", "items": []}]}
    assert checked(given).as_json()[0]["blocks"] == [{"kind": "list", "items": ["a"]}]


def test_only_running_text_is_counted() -> None:
    text = content.checked("t", "", "", WHOLE)
    paragraph, items, quote = 6, 9 + 2, 3
    assert text.words == paragraph + items + quote
    uncounted = [
        block for block in WHOLE[0]["blocks"] if block["kind"] in {"code", "table", "note"}
    ]
    assert checked(*uncounted, {"kind": "subheading", "text": "a b"}, PICTURE).words == 0


def test_a_reference_to_a_footnote_is_no_word() -> None:
    for typed in ("a[^1] b", "a [^1] b", "[^1] a b", "[^1]a b[^2][^3]", "a b [^1]"):
        assert checked({"kind": "paragraph", "text": typed}).words == 2


def test_everything_that_is_read_can_be_found() -> None:
    plain = content.checked("t", "", "", WHOLE).plain
    for said in ("The count", "clay", "def dig", "North", "Two wells", "A well [old]", "At noon"):
        assert said in plain
    for hidden in ("**", "[^", "wikipedia", "Ondine", "picture:12"):
        assert hidden not in plain


def test_everything_that_was_typed_is_measured_when_an_approved_text_is_edited() -> None:
    typed = content.checked("t", "", "", WHOLE).typed
    for said in ("wikipedia.org", "Ondine", "picture:12", "python", "a digger", "town.example"):
        assert said in typed


def test_code_keeps_its_lines_and_loses_what_would_turn_them() -> None:
    code = {"kind": "code", "text": "\r\n\n  if a:\r\n\tb\u202e\x1b \n\n\x00c\u2028d\n \n"}
    (kept,) = checked(code).as_json()[0]["blocks"]
    assert kept["text"] == "  if a:\n\tb\n\nc\nd"


@pytest.mark.parametrize(
    ("fault", "path", "block"),
    [
        (Fault.NO_KIND, ".kind", {"kind": "video"}),
        (Fault.NO_KIND, ".kind", {"kind": ["list"]}),
        (Fault.NO_KIND, ".kind", {}),
        (Fault.UNKNOWN_KEY, ".style", {**PARAGRAPH, "style": "x"}),
        (Fault.UNKNOWN_KEY, ".items", {**TABLE, "items": ["x"]}),
        (Fault.EMPTY, ".text", {"kind": "subheading", "text": " "}),
        (Fault.TOO_LONG, ".text", {"kind": "subheading", "text": "x" * 201}),
        (Fault.TOO_DEEP, ".items[0].items[0].items[0].items", {"kind": "list", "items": [DEEP]}),
        (Fault.NO_TRUTH, ".ordered", {"kind": "list", "ordered": 1, "items": ["a"]}),
        (Fault.NO_NUMBER, ".start", {"kind": "list", "ordered": True, "start": -1, "items": ["a"]}),
        (Fault.NO_NUMBER, ".start", {"kind": "list", "start": "3", "items": ["a"]}),
        (Fault.UNKNOWN_KEY, ".start", {"kind": "list", "start": 3, "items": ["a"]}),
        (Fault.EMPTY, ".items[0].text", {"kind": "list", "items": [{"items": ["a"]}]}),
        (Fault.NO_LIST, ".items[0].items", {"kind": "list", "items": [{"text": "a", "items": 1}]}),
        (Fault.EMPTY, ".text", {"kind": "code", "text": " \n\t\n"}),
        (Fault.NO_TEXT, ".text", {"kind": "code", "text": None}),
        (Fault.NO_LABEL, ".language", {"kind": "code", "text": "a", "language": 'x" onclick="'}),
        (Fault.NO_LIST, ".rows", {"kind": "table", "head": ["a"]}),
        (Fault.EMPTY, ".head", {"kind": "table", "head": [], "rows": []}),
        (Fault.EMPTY, ".rows", {"kind": "table", "head": ["", " "], "rows": [["", ""]]}),
        (Fault.UNEVEN, ".rows[1]", {"kind": "table", "head": ["a"], "rows": [["b"], ["c", "d"]]}),
        (Fault.TOO_MANY_COLUMNS, ".head", {"kind": "table", "head": ["a"] * 21, "rows": []}),
        (Fault.NO_TEXT, ".rows[0][1]", {**TABLE, "rows": [["a", {"b": 1}]]}),
        (Fault.NO_NUMBER, ".picture", {**PICTURE, "picture": 0}),
        (Fault.NO_NUMBER, ".picture", {**PICTURE, "picture": True}),
        (Fault.NO_NUMBER, ".picture", {**PICTURE, "picture": "1"}),
        (Fault.NO_NUMBER, ".picture", {**PICTURE, "picture": 2**63}),
        (Fault.TOO_LONG, ".alt", {**PICTURE, "alt": "x" * 501}),
        (Fault.EMPTY, ".url", {"kind": "embed"}),
        (Fault.NO_LINK, ".url", {"kind": "embed", "url": "javascript:alert(1)"}),
        (Fault.NOT_LISTED, ".url", {"kind": "embed", "url": "https://evil.example/"}),
        (Fault.NO_LABEL, ".label", {"kind": "note", "label": "a b", "text": "c"}),
        (Fault.NO_LABEL, ".label", {"kind": "note", "label": "", "text": "c"}),
        (Fault.EMPTY, ".text", {"kind": "note", "label": "1"}),
    ],
)
def test_what_a_block_cannot_hold_is_named_with_its_place(
    fault: Fault, path: str, block: dict[str, Any]
) -> None:
    with pytest.raises(ContentError) as refused:
        checked(PARAGRAPH, block)
    assert (refused.value.fault, refused.value.path) == (fault, f"sections[0].blocks[1]{path}")


@pytest.mark.parametrize(
    ("fault", "blocks"),
    [
        (Fault.TWICE, [{"kind": "note", "label": "1", "text": "a"}] * 2),
        (Fault.TOO_MANY_PICTURES, [PICTURE] * 101),
        (Fault.TOO_MANY_BLOCKS, [{"kind": "code", "text": "a\n" * 2_000}]),
        (Fault.TOO_MANY_BLOCKS, [{"kind": "table", "head": ["a"], "rows": [["b"]] * 1_000}]),
        (
            Fault.TOO_MANY_BLOCKS,
            [{"kind": "list", "items": [{"text": "a", "items": ["b"] * 1_000}]}],
        ),
        (Fault.TOO_MANY_CELLS, [{"kind": "table", "head": ["a"] * 20, "rows": [["b"] * 20] * 100}]),
        (Fault.TOO_MANY_CELLS, [{"kind": "table", "head": ["a"] * 2_001, "rows": []}]),
        (Fault.TOO_MANY_REFERENCES, [{"kind": "paragraph", "text": "a[^1] " * 501}]),
        (Fault.TOO_MANY_SIGNS, [{"kind": "table", "head": ["a"], "rows": [["[" * 10_001]]}]),
        (Fault.TOO_LONG, [{"kind": "code", "text": "a" * 60_000}, {"kind": "code", "text": "b"}]),
        (Fault.TOO_LONG, [{**TABLE, "rows": [["a" * 30_000, "b" * 30_000]]}]),
    ],
)
def test_more_than_any_text_has_is_refused_by_name(
    fault: Fault, blocks: list[dict[str, Any]]
) -> None:
    with pytest.raises(ContentError) as refused:
        checked(*blocks)
    assert (refused.value.fault, refused.value.path) in {
        (fault, "sections"),
        (fault, "sections[0].blocks[0].head"),
    }


def test_a_list_that_is_nested_without_end_is_refused_and_not_followed() -> None:
    items: list[Any] = ["a"]
    for _ in range(900):
        items = [{"text": "a", "items": items}]
    with pytest.raises(ContentError) as refused:
        checked({"kind": "list", "items": items})
    assert refused.value.fault == Fault.TOO_DEEP


def test_a_text_as_large_as_fits_is_kept() -> None:
    rows = [["cell", "[a](https://b.example)"]] * (limits.BLOCKS_MAX // 2 - 1)
    code = "\n".join(["x = 1  # [*"] * (limits.BLOCKS_MAX // 2))
    text = checked({**TABLE, "rows": rows}, {"kind": "code", "text": code})
    assert text.words == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://youtube.com/watch?v=1",
        "https://WWW.YouTube.com/watch?v=1#t=2",
        "http://en.wikipedia.org/wiki/Well_(water)",
    ],
)
def test_pages_of_listed_sites_and_of_what_is_below_them_are_embedded(url: str) -> None:
    (block,) = checked({"kind": "embed", "url": url}).as_json()[0]["blocks"]
    assert block == {"kind": "embed", "url": url}


@pytest.mark.parametrize(
    "url",
    [
        "https://notyoutube.com/",
        "https://youtube.com.evil.example/",
        "https://youtube.com@evil.example/",
        "https://evil.example\\.youtube.com/",
        "https://evil.example\\@youtube.com/",
        "https://evil.example#.youtube.com/",
        "https://evil.example?.youtube.com",
        "https://youtube.com:444/",
        "//youtube.com/",
        "https:youtube.com",
        "https:///youtube.com",
        "https://[youtube.com/",
        "https://youtube.com/a b",
        'https://youtube.com/"onclick="x',
        "https://уoutube.com/",
        "data:text/html,youtube.com",
    ],
)
def test_an_address_that_leads_elsewhere_is_not_embedded(url: str) -> None:
    with pytest.raises(ContentError) as refused:
        checked({"kind": "embed", "url": url})
    assert refused.value.fault in {Fault.NO_LINK, Fault.NOT_LISTED}


def test_a_card_stays_when_its_site_is_taken_from_the_list(settings: Any) -> None:
    sections = content.checked("t", "", "", WHOLE).as_json()
    settings.TWEIPRESS_EMBED_HOSTS = frozenset()
    assert content.stored("t", "", "", sections).as_json() == WHOLE


def test_blocks_under_an_empty_heading_belong_to_the_one_before() -> None:
    sections = [{"heading": "", "blocks": []}, {"heading": "a"}, {"blocks": [PARAGRAPH]}]
    text = content.checked("t", "", "", sections)
    assert text.as_json() == [{"heading": "a", "blocks": [PARAGRAPH]}]
