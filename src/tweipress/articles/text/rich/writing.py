"""Blocks to the rich editor's document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from tweipress.articles.text import blocks
from tweipress.articles.text.rich import spans
from tweipress.articles.text.rich.spans import Run

Node = dict[str, Any]
Row = Mapping[str, Any]
MARKS: Final = {spans.STRONG: "bold", spans.EMPHASIS: "italic", spans.CODE: "code"}


def document(sections: Sequence[Row]) -> Node:
    """Return the document of headings and blocks, given as they are stored."""
    nodes: list[Node] = []
    for section in sections:
        if section["heading"]:
            nodes.append(_plain("heading", section["heading"], level=2))
        nodes += [MAKERS[block["kind"]](block) for block in section["blocks"]]
    return {"type": "doc", "content": nodes or [_node("paragraph")]}


def _quote(block: Row) -> Node:
    source = _plain("quoteSource", block.get("source", ""))
    return _node("quote", [_text("quoteText", block["text"]), source])


def _list(of: Row) -> Node:
    items = [_item(item) for item in of["items"]]
    if not of.get("ordered"):
        return _node("bulletList", items)
    return _node("orderedList", items, start=of.get("start", 1))


def _item(item: str | Row) -> Node:
    if isinstance(item, str):
        return _node("listItem", [_text("paragraph", item)])
    nested = [_list(item)] if item.get("items") else []
    return _node("listItem", [_text("paragraph", item["text"]), *nested])


def _table(block: Row) -> Node:
    """Return a table; a head without a word is left out, as it is on the page."""
    head = [_row("tableHeader", block["head"])] if any(block["head"]) else []
    rows = [_row("tableCell", row) for row in block["rows"]]
    return _node("table", [*head, *rows], caption=block.get("caption", ""))


def _row(kind: str, cells: Sequence[str]) -> Node:
    return _node("tableRow", [_node(kind, [_text("paragraph", cell)]) for cell in cells])


def _atom(kind: str, block: Row) -> Node:
    attrs = {name: value for name, value in block.items() if name != "kind"}
    return {"type": kind, "attrs": attrs}


MAKERS: Final[Mapping[str, Callable[[Row], Node]]] = {
    blocks.PARAGRAPH: lambda block: _text("paragraph", block["text"]),
    blocks.SUBHEADING: lambda block: _plain("heading", block["text"], level=3),
    blocks.LIST: _list,
    blocks.QUOTE: _quote,
    blocks.CODE: lambda block: _plain("codeBlock", block["text"], language=block.get("language")),
    blocks.TABLE: _table,
    blocks.PICTURE: lambda block: _atom("picture", block),
    blocks.EMBED: lambda block: _atom("embed", block),
    blocks.NOTE: lambda block: _text("note", block["text"], label=block["label"]),
}


def _text(kind: str, markdown: str, **attrs: Any) -> Node:
    """Return a node of inline Markdown; it says how that was typed where nobody could tell."""
    words = spans.words(markdown)
    typed = {} if spans.markdown(words) == markdown else {"typed": markdown}
    return _node(kind, [_run(run) for run in spans.flat(words)], **attrs, **typed)


def _run(run: Run) -> Node:
    node = {"type": "text", "text": run.text}
    if run.label:
        node = _node("reference", label=run.label)
    marks: list[Node] = [{"type": MARKS[mark]} for mark in sorted(run.marks)]
    if run.href:
        marks.append({"type": "link", "attrs": {"href": run.href}})
    return {**node, "marks": marks} if marks else node


def _plain(kind: str, text: str, **attrs: Any) -> Node:
    return _node(kind, [{"type": "text", "text": text}] if text else [], **attrs)


def _node(kind: str, content: Sequence[Node] = (), **attrs: Any) -> Node:
    node: Node = {"type": kind}
    if attrs:
        node["attrs"] = attrs
    if content:
        node["content"] = list(content)
    return node
