"""Footnotes: how Markdown, WordPress and others write them in HTML, to ours."""

from collections.abc import Iterator
from typing import Final

from tweipress.articles.text.html.context import Context, Node, node
from tweipress.articles.text.html.inline import inlines
from tweipress.articles.text.html.tree import Child, Element

CLASSES: Final = frozenset({"footnotes", "wp-block-footnotes", "footnotes-list", "easy-footnotes"})


def is_notes(element: Element) -> bool:
    """Tell whether an element holds the footnotes of a text."""
    return bool(CLASSES & element.classes)


def find(context: Context, root: Element) -> None:
    """Give each footnote a label, the number of its place."""
    for element in root.elements():
        if is_notes(element):
            for item in _items(element):
                context.notes.setdefault(item.get("id"), f"{len(context.notes) + 1}")


def notes(context: Context, element: Element) -> list[Node]:
    """Return the footnotes below an element, each once."""
    made: list[Node] = []
    for item in _items(element):
        label = context.notes.get(item.get("id"), "")
        content = inlines(context, list(_flat(item)))
        if label and any(one.get("text", "").strip() for one in content):
            made.append(node("note", content, label=label))
    return made


def _items(element: Element) -> Iterator[Element]:
    seen: set[str] = set()
    for item in element.elements():
        name = item.get("id")
        if item.tag == "li" and name and name not in seen:
            seen.add(name)
            yield item


def _flat(item: Element) -> Iterator[Child]:
    """Yield what is in a footnote without its paragraphs."""
    for child in item.children:
        if isinstance(child, Element) and child.tag in {"p", "div"}:
            yield from _flat(child)
            yield " "
        else:
            yield child
