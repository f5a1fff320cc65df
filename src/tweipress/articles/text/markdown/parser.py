"""The parser of the writers' Markdown: markdown-it with those blocks that articles have."""

from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from tweipress.articles.text.faults import ContentError, Fault
from tweipress.articles.text.limits import BLOCKS_MAX, LIST_DEPTH
from tweipress.articles.text.markdown.notation import NOTE
from tweipress.articles.text.tidying import END_OF_LINE

LINES_MAX: Final = 5 * BLOCKS_MAX
"""Above it no text is parsed: blocks wrapped by hand at a word or two have fewer lines."""
CONTAINERS: Final = {"blockquote_open", "list_item_open"}


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["heading", "list", "blockquote", "fence", "table"])
    parser.block.ruler.before(
        "paragraph", "note", _note, {"alt": ["paragraph", "blockquote", "list"]}
    )
    parser.block.ruler.at("table", _table, {"alt": ["paragraph"]})
    return parser


def tree(text: str) -> SyntaxTreeNode:
    """Return the blocks of a text.

    A text with more lines than any that could pass is a ContentError before it is parsed. One
    nested so deep that the parser would drop words is one afterwards.
    """
    lines = len(END_OF_LINE.findall(text)) + 1
    if lines > LINES_MAX:
        raise ContentError("sections", Fault.TOO_MANY_LINES, lines=lines, most=LINES_MAX)
    parser = _parser()
    tokens = parser.parse(text.replace("\0", ""))
    deepest = int(parser.options["maxNesting"]) - 1
    if any(token.type in CONTAINERS and token.level >= deepest for token in tokens):
        raise ContentError("sections", Fault.TOO_DEEP, most=LIST_DEPTH)
    return SyntaxTreeNode(tokens)


def _note(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # as called
    """Read a footnote of the text itself: `[^label]: text`, up to an empty line or block."""
    match = NOTE.match(_line(state, first))
    is_inside = state.level > 0 and state.sCount[first] >= state.blkIndent
    if match is None or is_inside:
        return False
    if silent:
        return True
    texts = [_line(state, first)[match.end() :]]
    after = first + 1
    others = state.md.block.ruler.getRules("paragraph")
    while after < end and not state.isEmpty(after):
        if any(begins(state, after, end, True) for begins in others):  # as above
            break
        texts.append(_line(state, after))
        after += 1
    token: Token = state.push("note", "", 0)
    token.info, token.content = match[1], " ".join(texts)
    state.line = after
    return True


def _table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a table; a ContentError if a row has more cells than the head, which would be lost."""
    if not table(state, first, end, silent):
        return False
    if not silent:
        columns = _cells(_line(state, first))
        most = max((_cells(_line(state, row)) for row in range(first + 2, state.line)), default=0)
        if most > columns:
            raise ContentError("sections", Fault.UNEVEN, cells=most, columns=columns)
    return True


def _cells(row: str) -> int:
    cells = escapedSplit(row.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
