"""Texts with blocks of every kind: one that is whole, and any that somebody could send."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tweipress.articles.text import content
from tweipress.articles.text.tidying import tidy, tidy_code

Json = dict[str, Any]

WHOLE: list[Json] = [
    {
        "heading": "Wells",
        "blocks": [
            {"kind": "paragraph", "text": "Eleven *hundred* wells.[^1] One is dry."},
            {"kind": "subheading", "text": "The count"},
            {
                "kind": "list",
                "ordered": True,
                "start": 3,
                "items": [
                    "dig",
                    {"text": "line", "items": ["with stone", {"text": "with", "items": ["clay"]}]},
                    {"text": "draw", "ordered": True, "items": ["rope", "bucket"]},
                ],
            },
            {"kind": "list", "items": ["one", "two"]},
            {"kind": "quote", "text": "Water is *patient*.", "source": "a digger"},
            {"kind": "code", "text": "def dig():\n\treturn `mud`  # [x]", "language": "python"},
            {
                "kind": "table",
                "head": ["", "Depth | m"],
                "rows": [["North", "**40**"], ["South", "7[^2]"]],
                "caption": "Two wells",
            },
            {
                "kind": "picture",
                "picture": 12,
                "alt": "A well [old]",
                "caption": "- At noon",
                "credit": "Ondine",
            },
            {"kind": "embed", "url": "https://en.wikipedia.org/wiki/Well_(water)", "title": "Well"},
            {"kind": "note", "label": "2", "text": "Measured in *May*.[^1]"},
            {"kind": "note", "label": "1", "text": "By [the town](https://town.example/wells)."},
        ],
    }
]

SIGNS = "ab1 2*_`[]()\\!@^:.|-+#>~<&\"'/—\t\né\u0627\u05d0\u202e\x1f"
WORDS = (
    *("word", "1.", "2)", "- ", "* ", "> ", "#", "## ", "```", "~~~", "| a | b |", "| --- |"),
    *(
        ": x",
        "![a](picture:1)",
        "@[a](https://youtube.com/x)",
        "[^a]: ",
        "[^a]",
        "[a](https://b.c)",
    ),
    *("— S", "-- S", "  ", "    ", "\\", "**b**", "`c`", "<b onclick=x>", "<script>", "&lt;"),
)
LINE = st.one_of(
    st.text(SIGNS, max_size=12), st.lists(st.sampled_from(WORDS), max_size=5).map("".join)
).map(tidy)
NEEDED = LINE.filter(bool)
LINES = st.lists(
    st.one_of(st.just(""), st.sampled_from(WORDS), st.text(SIGNS, max_size=10), NEEDED), max_size=14
).map("\n".join)
"""What somebody may type or paste into the textarea."""


def _objects(kind: str, needed: Json, more: Json | None = None) -> SearchStrategy[Json]:
    return st.fixed_dictionaries({"kind": st.just(kind), **needed}, optional=more or {})


def _items(depth: int) -> SearchStrategy[list[Any]]:
    if depth == 1:
        return st.lists(NEEDED, min_size=1, max_size=3)
    below = st.fixed_dictionaries(
        {"text": NEEDED, "items": _items(depth - 1)}, optional={"ordered": st.booleans()}
    )
    return st.lists(st.one_of(NEEDED, below), min_size=1, max_size=3)


def _table(columns: int) -> SearchStrategy[Json]:
    row = st.lists(LINE, min_size=columns, max_size=columns)
    return _objects(
        "table",
        {"head": row, "rows": st.lists(row, max_size=3)},
        {"caption": LINE},
    ).filter(lambda table: any((*table["head"], *(each for row in table["rows"] for each in row))))


LISTS = st.one_of(
    _objects("list", {"items": _items(3)}),
    _objects(
        "list",
        {"ordered": st.just(True), "items": _items(3)},
        {"start": st.one_of(st.integers(0, 12), st.integers(0, 999_999_990))},
    ),
)
CODE = _objects(
    "code",
    {"text": st.text(SIGNS, max_size=40).map(tidy_code).filter(bool)},
    {"language": st.sampled_from(["", "c++", "c#", "python"])},
)
BLOCK = st.one_of(
    _objects("paragraph", {"text": NEEDED}),
    _objects("subheading", {"text": NEEDED}),
    LISTS,
    _objects("quote", {"text": NEEDED}, {"source": LINE}),
    CODE,
    st.integers(1, 4).flatmap(_table),
    _objects(
        "picture",
        {"picture": st.integers(1, 2**63 - 1), "alt": LINE},
        {"caption": LINE, "credit": LINE},
    ),
    _objects("embed", {"url": st.just("https://youtu.be/(a)")}, {"title": LINE}),
)
NOTES = st.dictionaries(st.sampled_from(["a", "1", "b.c-d"]), NEEDED, max_size=3).map(
    lambda texts: [{"kind": "note", "label": label, "text": text} for label, text in texts.items()]
)
SECTIONS = st.lists(
    st.fixed_dictionaries({"heading": LINE, "blocks": st.lists(BLOCK, max_size=5)}), max_size=3
)


@st.composite
def texts(draw: st.DrawFn) -> content.Text:
    """Return any text that can be saved."""
    sections = draw(SECTIONS)
    if notes := draw(NOTES):
        sections.append({"heading": "", "blocks": notes})
    return content.checked("A title", draw(LINE), "", sections)
