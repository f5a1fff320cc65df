"""Text under marks, of the children of a paragraph: what has no block in it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from tweipress.articles.text.html.context import Context, Node, node, text_node
from tweipress.articles.text.html.losses import Loss
from tweipress.articles.text.html.tree import INLINE, Child, Element

MARKS: Final = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "italic"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
LOST: Final = {
    **dict.fromkeys(("del", "s", "strike"), Loss.STRUCK),
    **dict.fromkeys(("sub", "sup"), Loss.RAISED),
    **dict.fromkeys(("input", "button"), Loss.FORM),
}
QUOTED: Final = ("“", "”")
BACK: Final = frozenset({"footnote-backref", "reversefootnote", "footnote-back"})
"""Classes of what leads from a footnote back to the text: our own page has that."""
BACK_SIGNS: Final = re.compile("[↩↑\ufe0e\ufe0f\\s]*")
LINE_CHARS: Final = 100
"""A line of a poem or of an address is shorter."""
ENDS: Final = (".", "!", "?", "…", "。", "؟", ":", ".»", ".”", '."', ".)")
WHITE: Final = re.compile(r"\s+")

Mark = dict[str, Any]


def is_inline(child: Child) -> bool:
    """Tell whether a child is part of a paragraph."""
    return isinstance(child, str) or (child.tag in INLINE and not child.has_blocks)


def inlines(context: Context, children: Sequence[Child], marks: Sequence[Mark] = ()) -> list[Node]:
    """Return the text of children; white space is one space, as in a browser."""
    made: list[Node] = []
    for child in children:
        if isinstance(child, str):
            if child:
                made.append(_text(WHITE.sub(" ", child), marks))
        else:
            made += _element(context, child, marks)
    return made


def paragraphs(context: Context, children: Sequence[Child]) -> list[Node]:
    """Return the paragraphs of a text: two breaks of a line begin another one."""
    made: list[Node] = []
    for part in _parts(children):
        content = inlines(context, part)
        if any(one["type"] != "text" or one["text"].strip() for one in content):
            made.append(node("paragraph", content))
    return made


def _parts(children: Sequence[Child]) -> list[list[Child]]:
    """Split at two breaks or more with nothing between, also within marks around several.

    One break behind a long line that ends a sentence is how some write paragraphs.
    """
    parts: list[list[Child]] = [[]]
    line = ""
    breaks = 0
    for child in children:
        if isinstance(child, Element) and child.tag == "br":
            breaks += 1 + (len(line) >= LINE_CHARS and line.rstrip().endswith(ENDS))
            line = ""
            parts[-1].append(child)
        elif isinstance(child, str) and not child.strip():
            parts[-1].append(child)
        else:
            if breaks > 1:
                parts.append([])
            breaks = 0
            line += child if isinstance(child, str) else child.text
            first, *others = _split(child)
            parts[-1].append(first)
            parts += [[other] for other in others]
    return parts


def _split(child: Child) -> list[Child]:
    if isinstance(child, str) or child.tag == "a":
        return [child]
    parts = _parts(child.children)
    return [Element(child.tag, child.attributes, part) for part in parts] if parts[1:] else [child]


def _element(context: Context, element: Element, marks: Sequence[Mark]) -> list[Node]:
    if element.tag in {"br", "wbr"}:
        return [_text(" ", marks)] if element.tag == "br" else []
    if element.tag == "a":
        return _anchor(context, element, marks)
    if element.tag == "sup" and _label(context, element):
        return [_reference(_label(context, element), marks)]
    if (loss := LOST.get(element.tag)) and (element.text.strip() or element.tag == "input"):
        context.lose(loss)
    mark = MARKS.get(element.tag)
    inner = [*marks, {"type": mark}] if mark else marks
    made = inlines(context, element.children, inner)
    if element.tag == "q":
        return [_text(QUOTED[0], marks), *made, _text(QUOTED[1], marks)]
    return made


def _anchor(context: Context, element: Element, marks: Sequence[Mark]) -> list[Node]:
    """Return a link, a reference to a footnote, or the text of what leads nowhere."""
    if label := _label(context, element):
        return [_reference(label, marks)]
    is_back = BACK & element.classes or (
        element.get("href").startswith("#") and BACK_SIGNS.fullmatch(element.text)
    )
    if is_back:
        return []
    href = context.address(element.get("href"))
    if not href and element.get("href") and not element.get("href").startswith("#"):
        context.lose(Loss.ADDRESS)
    linked = {"type": "link", "attrs": {"href": href}}
    return inlines(context, element.children, [*marks, linked] if href else marks)


def _label(context: Context, element: Element) -> str:
    """Return the label of the footnote that an element refers to, empty if it does not."""
    anchor = element if element.tag == "a" else element.first("a")
    target = anchor.get("href").partition("#")[2] if anchor else ""
    return context.notes.get(target, "")


def _reference(label: str, marks: Sequence[Mark]) -> Node:
    made = node("reference", label=label)
    kept = [mark for mark in marks if mark["type"] != "link"]
    return {**made, "marks": kept} if kept else made


def _text(text: str, marks: Sequence[Mark]) -> Node:
    return {**text_node(text), "marks": list(marks)} if marks else text_node(text)
