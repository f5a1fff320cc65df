"""The rich editor's document to blocks. Whatever comes is checked as hostile input (nodes.py).

Empty paragraphs, items and headings are left out, as Markdown leaves out empty lines. Text that
shows what it showed before stays as it was typed, so that opening an article changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from tweipress.articles.text import blocks, inline, limits, tidying
from tweipress.articles.text.checking import LABEL
from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.rich import nodes as given
from tweipress.articles.text.rich import spans
from tweipress.articles.text.rich.nodes import Node, kind_of, nodes
from tweipress.articles.text.rich.spans import Run

DOCUMENT_CHARS: Final = 10 * limits.TEXT_CHARS
"""Names of nodes and marks come on top of the text: some hundred signs a paragraph."""
TYPED_CHARS: Final = 2 * limits.TEXT_CHARS
"""White space counts until it is tidied."""
SIGNS_OF_A_MARK: Final = 2
NESTING_MAX: Final = 32
"""Where looking deeper ends: no key of the editor goes beyond limits.LIST_DEPTH."""
SECTION: Final = 2
"""The level of a heading that begins a section; the page's title is level 1."""

LISTS: Final = {"bulletList": False, "orderedList": True}
MARKS: Final = {"bold": spans.STRONG, "italic": spans.EMPHASIS, "code": spans.CODE}

Block = dict[str, Any]
Items = list[str | dict[str, Any]]


def sections(document: str) -> list[dict[str, Any]]:
    """Return headings and blocks of a document as JSON, to be checked by content.checked.

    What the editor cannot have made is a ContentError.
    """
    return sections_of(given.parsed(document))


def sections_of(root: Node) -> list[dict[str, Any]]:
    """Return headings and blocks of a document's outermost node."""
    rows: list[dict[str, Any]] = []
    reader = _Reader()
    for node in nodes(root):
        is_section = kind_of(node) == "heading" and given.attribute(node, "level") == SECTION
        if is_section and (title := reader.plain(node)):
            rows.append({"heading": title, "blocks": []})
        for block in () if is_section else reader.blocks(node):
            if not rows:
                rows.append({"heading": "", "blocks": []})
            rows[-1]["blocks"].append(block)
    return rows


class _Reader:
    """Reads nodes, and counts what they cost."""

    def __init__(self) -> None:
        self._chars = 0
        self._signs = 0
        self._makers: Mapping[str, Callable[[Node], Block | None]] = {
            "paragraph": self._paragraph,
            "heading": self._subheading,
            "bulletList": self._list,
            "orderedList": self._list,
            "quote": self._quote,
            "codeBlock": self._code,
            "table": self._table,
            "picture": self._picture,
            "embed": self._embed,
            "note": self._note,
        }

    def blocks(self, node: Node) -> Iterator[Block]:
        """Yield the block of a node, none if it is empty."""
        maker = self._makers.get(kind_of(node))
        if maker is None:
            raise ContentError("sections", Fault.NO_KIND, kinds=", ".join(self._makers))
        if block := maker(node):
            yield block

    def plain(self, node: Node) -> str:
        """Return a node's text without marks, on one line."""
        return " ".join("".join(run.text for run in self._runs(node)).split())

    def _paragraph(self, node: Node) -> Block | None:
        text = self._inline(node)
        return {"kind": blocks.PARAGRAPH, "text": text} if text else None

    def _subheading(self, node: Node) -> Block | None:
        text = self.plain(node)
        return {"kind": blocks.SUBHEADING, "text": text} if text else None

    def _quote(self, node: Node) -> Block | None:
        parts = {kind_of(part): part for part in nodes(node)}
        text = self._inline(parts.get("quoteText", {}))
        source = self.plain(parts.get("quoteSource", {}))
        if not text:  # words that stand where a source belongs are words all the same
            loose = spans.markdown(spans.split([Run(source)]))
            return {"kind": blocks.PARAGRAPH, "text": loose} if loose else None
        return {"kind": blocks.QUOTE, "text": text, **_named(source=source)}

    def _code(self, node: Node) -> Block | None:
        text = "".join(self._text(part) for part in nodes(node))
        language = given.word(node, "language")
        return (
            {"kind": blocks.CODE, "text": text, **_named(language=language)}
            if text.strip()
            else None
        )

    def _table(self, node: Node) -> Block | None:
        rows = [nodes(row) for row in nodes(node)]
        texts = [[self._joined(nodes(cell)) for cell in row] for row in rows]
        width = max(map(len, texts), default=0)
        texts = [[*row, *[""] * (width - len(row))] for row in texts]
        has_head = bool(rows) and all(kind_of(cell) == "tableHeader" for cell in rows[0])
        head, body = (texts[0], texts[1:]) if has_head else ([""] * width, texts)
        caption = _named(caption=given.word(node, "caption"))
        is_full = any(text for row in texts for text in row)
        return {"kind": blocks.TABLE, "head": head, "rows": body, **caption} if is_full else None

    def _picture(self, node: Node) -> Block:
        alt = given.word(node, "alt")
        named = {name: given.word(node, name) for name in ("caption", "credit")}
        number = given.attribute(node, "picture")
        return {"kind": blocks.PICTURE, "picture": number, "alt": alt, **_named(**named)}

    def _embed(self, node: Node) -> Block:
        title = _named(title=given.word(node, "title"))
        return {"kind": blocks.EMBED, "url": given.word(node, "url"), **title}

    def _note(self, node: Node) -> Block | None:
        text = self._inline(node)
        return (
            {"kind": blocks.NOTE, "label": given.word(node, "label"), "text": text}
            if text
            else None
        )

    def _list(self, node: Node) -> Block | None:
        items = self._items(node, 1)
        is_ordered = LISTS[kind_of(node)]
        start = given.attribute(node, "start")
        ordered: Block = {"ordered": True} if is_ordered else {}
        if is_ordered and start is not None and start != 1:
            ordered["start"] = start
        return {"kind": blocks.LIST, **ordered, "items": items} if items else None

    def _items(self, node: Node, depth: int) -> Items:
        """Return the items of a list; what is deeper than lists may be joins the deepest."""
        if depth > NESTING_MAX:
            raise ContentError("sections", Fault.TOO_DEEP, most=limits.LIST_DEPTH)
        items: Items = []
        for item in nodes(node):
            lists = [part for part in nodes(item) if kind_of(part) in LISTS]
            text = self._joined([part for part in nodes(item) if kind_of(part) not in LISTS])
            nested = [one for part in lists for one in self._items(part, depth + 1)]
            if text and nested and depth < limits.LIST_DEPTH:
                ordered = {"ordered": True} if LISTS[kind_of(lists[0])] else {}
                items.append({"text": text, **ordered, "items": nested})
            else:
                items += [text, *nested] if text else nested
        return items

    def _joined(self, several: Sequence[Node]) -> str:
        """Return the text of several paragraphs as one, which is what an item and a cell have."""
        if len(several) == 1:
            return self._inline(several[0])
        runs = [run for node in several for run in (Run(" "), *self._runs(node))]
        return spans.markdown(spans.split(runs))

    def _inline(self, node: Node) -> str:
        """Return a node's text as inline Markdown: as it was typed, if that still shows it."""
        words = spans.split(self._runs(node))
        typed = _tidied(given.word(node, "typed"))
        self._spend(typed)
        return typed if typed and spans.words(typed) == words else spans.markdown(words)

    def _runs(self, node: Node) -> list[Run]:
        return [self._run(part) for part in nodes(node)]

    def _run(self, node: Node) -> Run:
        marks = given.marks(node)
        self._spend("", len(marks))
        names = frozenset(MARKS[name] for name in marks if name in MARKS)
        if kind_of(node) == "reference":
            return spans.reference(_label(given.word(node, "label")), names)
        href = given.word(marks["link"], "href") if "link" in marks else ""
        return Run(_tidied(self._text(node)), names, inline.address(href))

    def _text(self, node: Node) -> str:
        """Return the text of a node of text; any other, as a break of a line, is a space."""
        text = given.string(node.get("text")) if kind_of(node) == "text" else " "
        self._spend(text)
        return text

    def _spend(self, text: str, marks: int = 0) -> None:
        """Count before anything is parsed: reading Markdown back takes longer than counting it."""
        self._chars += len(text)
        self._signs += sum(map(text.count, limits.MARKDOWN_SIGNS)) + SIGNS_OF_A_MARK * marks
        if self._chars > TYPED_CHARS:
            figures = {"chars": self._chars, "most": limits.TEXT_CHARS}
            raise ContentError("sections", Fault.TOO_LONG, **figures)
        if self._signs > limits.MARKDOWN_SIGNS_MAX:
            figures = {"signs": self._signs, "most": limits.MARKDOWN_SIGNS_MAX}
            raise ContentError("sections", Fault.TOO_MANY_SIGNS, **figures)


def _named(**texts: str) -> dict[str, str]:
    """Return those of the texts that are not empty."""
    return {name: text for name, text in texts.items() if text}


def _label(text: str) -> str:
    if not LABEL.fullmatch(text):
        raise ContentError("sections.label", Fault.NO_LABEL)
    return text


def _tidied(text: str) -> str:
    """Return text tidied as it will be stored, with its white space at both ends."""
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return f"{before}{tidying.tidy(text)}{after}"
