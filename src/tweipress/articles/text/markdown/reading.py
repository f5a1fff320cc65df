"""From the writers' Markdown to headings and blocks as JSON, to be checked by content.checked."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from markdown_it.tree import SyntaxTreeNode

from tweipress.articles.text.blocks import (
    CODE,
    EMBED,
    HEADING,
    LIST,
    NOTE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    SUBHEADING,
    TABLE,
)
from tweipress.articles.text.checking import LANGUAGE
from tweipress.articles.text.markdown import notation
from tweipress.articles.text.markdown.notation import SOURCE_SIGNS, unescaped
from tweipress.articles.text.markdown.parser import tree
from tweipress.articles.text.tidying import tidy_code

Row = dict[str, Any]
ORDERED: Final = "ordered_list"
LISTS: Final = {"bullet_list", ORDERED}
HEADINGS: Final = {"h1", "h2"}
PROSE: Final = {"paragraph", "heading"}


def sections(text: str) -> list[Row]:
    """Return the headings and blocks of `text` as JSON; a ContentError if it cannot be parsed."""
    rows: list[Row] = []
    for block in _blocks(tree(text).children):
        if block["kind"] == HEADING:
            rows.append({"heading": block["text"], "blocks": []})
            continue
        if not rows:
            rows.append({"heading": "", "blocks": []})
        rows[-1]["blocks"].append(block)
    return rows


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Row]:
    """Yield the blocks; a paragraph `: text` behind a table is its caption."""
    table: Row | None = None
    for node in nodes:
        text = _text(node) if node.type == "paragraph" else ""
        begun = notation.CAPTION.match(text)
        if table is not None and begun:
            table["caption"] = text[begun.end() :]
        if table is not None:
            yield table
        is_caption, table = table is not None and begun is not None, None
        if node.type == "table":
            table = _table(node)
        elif not is_caption:
            yield from _other_blocks(node)
    if table is not None:
        yield table


def _other_blocks(node: SyntaxTreeNode) -> Iterator[Row]:
    if node.type == "heading":
        if text := _text(node):
            yield {"kind": HEADING if node.tag in HEADINGS else SUBHEADING, "text": text}
    elif node.type in LISTS:
        yield from _lists(node)
    elif node.type == "blockquote":
        yield from _quoted(node.children)
    elif node.type == "fence":
        yield from _code(node)
    elif node.type == "note":
        yield {"kind": NOTE, "label": node.info, "text": node.content}
    else:
        yield from _paragraphs(_text(node))


def _quoted(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Row]:
    """Yield a quote for each paragraph; lists, code and tables stay what they are."""
    for node in nodes:
        if node.type in PROSE:
            yield from _paragraphs(_text(node), is_quoted=True)
        elif node.type == "blockquote":
            yield from _quoted(node.children)
        else:
            yield from _blocks([node])


def _paragraphs(text: str, *, is_quoted: bool = False) -> Iterator[Row]:
    """Yield what lines next to each other are: prose, and pictures and embeds on their lines."""
    special: Row | None = None
    rows: list[str] = []
    for row in [*text.split("\n"), None]:
        begun = _special(row.strip()) if row is not None else None
        if row is not None and begun is None:
            rows.append(row.strip())
            continue
        if special is not None and special["kind"] == PICTURE:
            yield _with_caption(special, rows)
        else:
            if special is not None:
                yield special
            yield from _quote(rows) if is_quoted else _paragraph(rows)
        special, rows = begun, []


def _special(row: str) -> Row | None:
    """Return the picture or embed that a line is, None if it is prose."""
    if match := notation.PICTURE.fullmatch(row):
        alt, number, caption = match.groups()
        picture = {"kind": PICTURE, "picture": int(number), "alt": notation.unescaped_alt(alt)}
        return {**picture, "caption": notation.unescaped_alt(caption)} if caption else picture
    if match := notation.EMBED.fullmatch(row):
        title = notation.unescaped_alt(match[1])
        return {"kind": EMBED, "url": match[2], **({"title": title} if title else {})}
    return None


def _with_caption(picture: Row, rows: list[str]) -> Row:
    """Return a picture with the lines below it: its caption, and a last one with its credit."""
    credit = ""
    if rows and rows[-1].startswith(SOURCE_SIGNS):
        credit = rows.pop().split(" ", 1)[1].strip()
    caption = notation.unescaped_caption(" ".join(rows).strip())
    more = {"caption": caption, "credit": credit}
    return {**picture, **{name: text for name, text in more.items() if text}}


def _paragraph(rows: list[str]) -> Iterator[Row]:
    if text := " ".join(rows).strip():
        yield {"kind": PARAGRAPH, "text": unescaped(text)}


def _quote(rows: list[str]) -> Iterator[Row]:
    """Yield a quote; a last line that begins with a dash names the source."""
    source = ""
    if rows and rows[-1].startswith(SOURCE_SIGNS) and len(rows) > 1:
        source = rows.pop().split(" ", 1)[1].strip()
    if text := " ".join(rows).strip():
        quote = {"kind": QUOTE, "text": unescaped(text)}
        yield {**quote, "source": source} if source else quote


def _lists(node: SyntaxTreeNode) -> Iterator[Row]:
    """Yield a list, or several: code, tables and pictures in an item stand behind it.

    Numbers are kept as they were typed, but for those that are all the same.
    """
    is_lazy = len({item.info for item in node.children}) == 1
    items: list[str | Row] = []
    start = after = 1
    for item in node.children:
        others: list[SyntaxTreeNode] = []
        made = list(_items(item, others))
        number = after if is_lazy and (items or after > 1) else int(item.info or after)
        if items and number != after:
            yield _list(node, items, start)
            items = []
        if not items:
            start = number
        items += made
        after = number + 1
        if others and items:
            yield _list(node, items, start)
            items = []
        yield from _blocks(others)
    if items:
        yield _list(node, items, start)


def _list(node: SyntaxTreeNode, items: list[str | Row], start: int) -> Row:
    if node.type != ORDERED:
        return {"kind": LIST, "items": items}
    return {
        "kind": LIST,
        "ordered": True,
        "items": items,
        **({"start": start} if start != 1 else {}),
    }


def _items(node: SyntaxTreeNode, others: list[SyntaxTreeNode]) -> Iterator[str | Row]:
    """Yield an item with those below it, or these alone if it has no text."""
    texts: list[str] = []
    lists: list[SyntaxTreeNode] = []
    for child in node.children:
        text = _text(child) if child.type in PROSE else ""
        if child.type in LISTS:
            lists.append(child)
        elif child.type not in PROSE or any(_special(row.strip()) for row in text.split("\n")):
            others.append(child)
        else:
            texts.append(text)
    below = [each for of in lists for item in of.children for each in _items(item, others)]
    text = unescaped("\n".join(texts).strip())
    if not text:
        yield from below
    elif below:
        ordered = {"ordered": True} if lists[0].type == ORDERED else {}
        yield {"text": text, **ordered, "items": below}
    else:
        yield text


def _code(node: SyntaxTreeNode) -> Iterator[Row]:
    language = LANGUAGE.match(node.info.strip())
    if text := tidy_code(node.content):
        code = {"kind": CODE, "text": text}
        yield {**code, "language": language[0]} if language else code


def _table(node: SyntaxTreeNode) -> Row:
    rows = [
        [_text(cell) for cell in row.children] for part in node.children for row in part.children
    ]
    return {"kind": TABLE, "head": rows[0], "rows": rows[1:]}


def _text(node: SyntaxTreeNode) -> str:
    """Return the inline Markdown below a node, the paragraphs of an item one after another."""
    return "\n".join(part.content for part in node.walk() if part.type == "inline").strip()
