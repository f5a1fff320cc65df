"""The writers' Markdown: `## heading`, paragraphs, `- list`, `> quote`, to headings and back.

All other Markdown (tables, fences, HTML) stays as it was typed. A numbered list becomes a paragraph
for each number, so that no number is lost.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from tweipress.articles.text.content import (
    BLOCKS_MAX,
    HEADING,
    LIST,
    PARAGRAPH,
    QUOTE,
    Block,
    Heading,
)
from tweipress.articles.text.faults import ContentError, Fault

SOURCE_SIGNS: Final = ("— ", "-- ")
BULLETS: Final = "-*"
# What Markdown would take for a heading, list or quote at the start of a paragraph.
LOOKS_LIKE_A_BLOCK: Final = re.compile(r"(#{1,6}|[-*+>]|\d{1,9}[.)])(?=\s|$)|>|--? |— ")
NUMBER: Final = re.compile(r"(\d+)([.)])")

NEW_LINE: Final = re.compile(r"\r\n?|\n")
LINES_MAX: Final = 5 * BLOCKS_MAX
"""Above it no text is parsed: blocks wrapped by hand at a word or two have fewer lines."""


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero").enable(["heading", "list", "blockquote"])


def sections(text: str) -> list[dict[str, Any]]:
    """Return the headings and blocks of `text` as JSON, to be checked by content.checked.

    A text with more lines than any that could pass is a ContentError, before it is parsed.
    """
    lines = len(NEW_LINE.findall(text)) + 1
    if lines > LINES_MAX:
        raise ContentError("sections", Fault.TOO_MANY_LINES, lines=lines, most=LINES_MAX)
    rows: list[dict[str, Any]] = []
    tree = SyntaxTreeNode(_parser().parse(text.replace("\0", "")))
    for kind, block in _blocks(tree):
        if kind == HEADING:
            rows.append({"heading": block["text"], "blocks": []})
            continue
        if not rows:
            rows.append({"heading": "", "blocks": []})
        rows[-1]["blocks"].append(block)
    return rows


def _blocks(tree: SyntaxTreeNode) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in tree.children:
        if node.type == "heading":
            yield HEADING, {"text": _text(node)}
        elif node.type == "bullet_list":
            items = [_unescaped(text) for item in node.children if (text := _text(item))]
            if items:
                yield LIST, {"kind": LIST, "items": items}
        elif node.type == "ordered_list":
            for item in node.children:
                number = f"{item.info}{item.markup}"
                yield PARAGRAPH, {"kind": PARAGRAPH, "text": f"{number} {_text(item)}".strip()}
        elif node.type == "blockquote":
            for quote in _quotes(node):
                yield QUOTE, quote
        elif text := _text(node):
            yield PARAGRAPH, {"kind": PARAGRAPH, "text": _unescaped(text)}


def _quotes(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    """Yield a quote for each paragraph; a last line that begins with a dash names the source."""
    for child in node.children:
        lines = _text(child).split("\n")
        source = ""
        if lines[-1].startswith(SOURCE_SIGNS) and len(lines) > 1:
            source = lines.pop().split(" ", 1)[1].strip()
        if text := " ".join(lines).strip():
            quote = {"kind": QUOTE, "text": _unescaped(text)}
            yield {**quote, "source": source} if source else quote


def _text(node: SyntaxTreeNode) -> str:
    """Return the inline Markdown below a node, the paragraphs of an item one after another."""
    return "\n".join(part.content for part in node.walk() if part.type == "inline").strip()


def _unescaped(text: str) -> str:
    """Return `text` without the backslash that kept its start from becoming a block."""
    bare = text[1:] if text.startswith("\\") else re.sub(r"^(\d{1,9})\\", r"\1", text)
    return bare if LOOKS_LIKE_A_BLOCK.match(bare) else text


def _escaped(text: str) -> str:
    """Return `text` such that Markdown takes its start for a paragraph."""
    if not LOOKS_LIKE_A_BLOCK.match(text):
        return text
    return NUMBER.sub(r"\1\\\2", text, count=1) if NUMBER.match(text) else f"\\{text}"


def text(of: tuple[Heading, ...]) -> str:
    """Return headings and blocks as the Markdown that makes them again."""
    pieces: list[str] = []
    lists = 0
    for heading in of:
        if heading.title:
            pieces.append(f"## {heading.title}")
        for block in heading.blocks:
            # Lists next to each other have different bullets: else they would be one.
            lists = lists + 1 if block.kind == LIST else 0
            pieces.append(_block_text(block, BULLETS[lists % len(BULLETS) - 1]))
    return "\n\n".join(pieces)


def _block_text(block: Block, bullet: str) -> str:
    if block.kind == LIST:
        return "\n".join(f"{bullet} {_escaped(item)}" for item in block.items)
    if block.kind == QUOTE:
        source = f"\n> {SOURCE_SIGNS[0]}{block.source}" if block.source else ""
        return f"> {_escaped(block.text)}{source}"
    return _escaped(block.text)
