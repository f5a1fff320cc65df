"""Lists and tables: their text, and what stands in them and is no text."""

from collections.abc import Iterator
from typing import Final

from tweipress.articles.text import limits
from tweipress.articles.text.html.context import Context, Flow, Node, node, text_node, within
from tweipress.articles.text.html.losses import Loss
from tweipress.articles.text.html.tree import Element, plain
from tweipress.core.digits import number_in

KINDS: Final = {"ul": "bulletList", "ol": "orderedList"}
LAYOUT: Final = ("table", "h1", "h2", "h3", "h4", "iframe")
"""A table with one of these lays out a page."""
START_DIGITS: Final = 8
"""A list of ours goes on to nine."""
SPAN_DIGITS: Final = 3
"""No table has a thousand columns."""
RUNNING: Final = frozenset({"paragraph", "heading", "quote"})


def list_of(flow: Flow, element: Element) -> list[Node]:
    """Return a list, and behind it the pictures, code and tables of its items.

    One without items was made to move a text to the right.
    """
    if not any(child.tag in {"li", *KINDS} for child in within(element.children)):
        return flow(element.children)
    behind: list[Node] = []
    made = _list(flow, element, behind)
    return [*([made] if made.get("content") else []), *behind]


def _list(flow: Flow, element: Element, behind: list[Node]) -> Node:
    items: list[Node] = []
    for child in element.children:
        if isinstance(child, str):
            items += [node("listItem", [each]) for each in flow([child])]
            continue
        if child.tag in KINDS:  # a list that stands beside the items, not in one
            nested = _list(flow, child, behind)
            if items and nested.get("content"):
                items[-1]["content"].append(nested)
            else:
                items += nested.get("content", [])
            continue
        item: list[Node] = []
        for each in flow(child.children if child.tag == "li" else [child]):
            if each["type"] in RUNNING:
                item.append(_running(each))
            elif each["type"] in KINDS.values():
                item.append(each)
            else:
                behind.append(each)
        if item:
            items.append(node("listItem", item))
    start = number_in(element.get("start"), START_DIGITS) if element.tag == "ol" else None
    attrs = {} if start is None else {"start": start}
    return node(KINDS[element.tag], items, **attrs)


def _running(of: Node) -> Node:
    """Return the text of a node as a paragraph, which is what items and cells have."""
    content = of.get("content", [])
    if of["type"] == "quote":
        content = [part for each in content for part in each.get("content", [])]
    return node("paragraph", content)


def table_of(context: Context, flow: Flow, element: Element) -> list[Node]:
    """Return a table; one that lays out a page, or is too wide for one, cell by cell."""
    rows = [cells for row in _rows(element) if (cells := _cells(row))]
    columns = max((sum(map(_width, cells)) for cells in rows), default=0)
    is_layout = columns == 1 or element.first(*LAYOUT) is not None
    if is_layout or columns > limits.COLUMNS_MAX:
        if columns > limits.COLUMNS_MAX:
            context.lose(Loss.TABLE)
        return [each for cells in rows for cell in cells for each in flow(cell.children)]
    behind: list[Node] = []
    made = [_row(flow, cells, columns, behind) for cells in rows]
    if _is_head(element, rows[0]):
        for cell in made[0]["content"]:
            cell["type"] = "tableHeader"
    caption = plain(element.first("caption"))
    return [node("table", made, caption=caption), *behind]


def _rows(element: Element) -> Iterator[Element]:
    for child in within(element.children):
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in within(row.children) if cell.tag in {"td", "th"}]


def _is_head(element: Element, row: list[Element]) -> bool:
    head = next((child for child in within(element.children) if child.tag == "thead"), None)
    return head is not None or all(cell.tag == "th" for cell in row)


def _row(flow: Flow, cells: list[Element], columns: int, behind: list[Node]) -> Node:
    made: list[Node] = []
    for cell in cells:
        texts: list[Node] = []
        for each in flow(cell.children):
            if each["type"] in RUNNING:
                texts.append(_running(each))
            elif each["type"] in KINDS.values():
                texts += _items(each)
            else:
                behind.append(each)
        made.append(node("tableCell", texts))
        made += [node("tableCell")] * (_width(cell) - 1)
    made += [node("tableCell")] * (columns - len(made))
    return node("tableRow", [dict(cell) for cell in made])


def _items(of: Node) -> Iterator[Node]:
    """Yield the paragraphs of a list in a cell, with what tells them apart."""
    for item in of.get("content", []):
        for each in item.get("content", []):
            if each["type"] in KINDS.values():
                yield from _items(each)
            else:
                yield node("paragraph", [text_node("• "), *each.get("content", [])])


def _width(cell: Element) -> int:
    span = number_in(cell.get("colspan"), SPAN_DIGITS) or 1
    return min(span, limits.COLUMNS_MAX + 1)
