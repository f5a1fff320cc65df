"""Inline Markdown: emphasis, code, links and references to footnotes.

It becomes words that can be cut anywhere and stay valid HTML. HTML that is typed stays text. What
is rendered is cleaned by nh3 all the same, when it is made and each time it is shown.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from tweipress.markdown import emphasis
from tweipress.markdown.links import SCHEMES, is_web_link

TAGS: Final = {"em", "strong", "code", "a", "sup"}
LINK_REL: Final = "nofollow noopener"
CLEANER: Final = nh3.Cleaner(
    tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=LINK_REL
)

NESTING_MAX: Final = 8
"""Marks around a word: no more can be told apart. Deeper ones would cost each word all of them."""

SIGNS: Final = re.compile(r"[*_`\[\\&]")
"""Without one of these there is nothing to parse."""
REFERENCE_START: Final = "[^"
REFERENCE: Final = re.compile(r"\[\^([\w.-]{1,40})\](?!\()")
"""A reference to the footnote of this label; before a bracket it is the text of a link."""


class Mark(NamedTuple):
    """A tag around a piece of text; `href` for links alone, `label` for references alone."""

    tag: str
    href: str = ""
    label: str = ""


class Run(NamedTuple):
    """Text under the same marks, outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


Word = tuple[Run, ...]
"""A word, the text between two spaces, in one run or in several (`half*way*`).

A reference is a run of the word before it, and no word of its own.
"""

Numbering = Callable[[str], str]
"""What a reference to a label shows, a number; empty if there is no such footnote."""


@cache
def _parser() -> MarkdownIt:
    rules = ["emphasis", "backticks", "link", "escape", "entity"]
    parser = MarkdownIt("zero").enable(rules).use(emphasis.between_words)
    parser.validateLink = is_web_link  # type: ignore[method-assign] # the documented way to choose
    parser.inline.ruler.before("link", "reference", _reference)
    return parser


def _reference(state: StateInline, silent: bool) -> bool:  # as the parser calls it
    match = REFERENCE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("reference", "", 0)
        token.content, token.meta = match[0], {"label": match[1]}
    state.pos = match.end()
    return True


def address(url: str) -> str:
    """Return the address of a link as Markdown keeps it; empty if it leads nowhere on the web."""
    normal = _parser().normalizeLink(url.strip())
    return normal if is_web_link(normal) else ""


def words(source: str) -> list[Word]:
    """Return the words of inline Markdown, each with its marks."""
    done: list[list[Run]] = []
    is_open = False
    for run in _runs(source):
        if is_reference(run):
            if not done:
                done.append([])
                is_open = True
            done[-1].append(run)
            continue
        for number, piece in enumerate(_split(run.text)):
            if number and done and not all(map(is_reference, done[-1])):
                is_open = False
            if piece:
                if not is_open:
                    done.append([])
                    is_open = True
                done[-1].append(Run(piece, run.marks))
    return [tuple(word) for word in done]


def is_reference(run: Run) -> bool:
    """Tell whether a run is a reference to a footnote."""
    return bool(run.marks) and run.marks[-1].label != ""


def word_count(source: str) -> int:
    """Return how many words inline Markdown shows."""
    return len(words(source)) if SIGNS.search(source) else len(source.split())


def plain(source: str) -> str:
    """Return what inline Markdown shows, without its marks."""
    return " ".join(filter(None, map(text_of, words(source))))


def text_of(word: Word) -> str:
    """Return a word without its marks and references."""
    return "".join(run.text for run in word if not is_reference(run))


def typed(word: Word) -> str:
    """Return a word without its marks, with references as they are typed."""
    return "".join(run.text for run in word)


def html(of: Sequence[Word], number: Numbering = lambda _: "") -> str:
    """Return clean HTML of the words; tags that a cut left open are closed and opened anew.

    A reference that has no number stays as it was typed.
    """
    if not of:
        return ""
    runs: list[Run] = list(of[0])
    for before, after in pairwise(of):
        runs.append(Run(" ", _shared(before[-1].marks, after[0].marks)))
        runs.extend(after)
    return clean(_tagged([_numbered(run, number) for run in runs]))


def _numbered(run: Run, number: Numbering) -> Run:
    if not is_reference(run):
        return run
    *outer, mark = run.marks
    shown = number(mark.label)  # each time another: so two references beside each other stay two
    if not shown:
        return Run(run.text, tuple(outer))
    return Run(shown, (*outer, Mark("sup", label=shown)))


def clean(markup: str) -> str:
    """Return `markup` with nothing in it but the tags and links that inline Markdown makes."""
    return CLEANER.clean(markup)


def _split(text: str) -> list[str]:
    """Split at white space; an empty string at an end says that there was some."""
    pieces = text.split()
    before = [""] if text[:1].isspace() else []
    after = [""] if text[-1:].isspace() else []
    return [*before, *pieces, *after]


def _runs(source: str) -> list[Run]:
    """Return the text between marks; what is marked deeper than NESTING_MAX loses those marks."""
    if not SIGNS.search(source):
        return [Run(source)]
    runs: list[Run] = []
    marks: list[Mark] = []
    depth = 0
    for token in _tokens(source):
        if token.nesting > 0:
            depth += 1
            if depth <= NESTING_MAX:
                marks.append(Mark(token.tag, str(token.attrGet("href") or "")))
        elif token.nesting < 0:
            if depth <= NESTING_MAX:
                marks.pop()
            depth -= 1
        elif token.type == "code_inline":
            runs.append(Run(token.content, (*marks, Mark("code"))))
        elif token.type == "reference":
            mark = Mark("sup", label=str(token.meta["label"]))
            runs.append(Run(token.content, (*marks, mark)))
        elif token.content or token.type != "text":  # stars beside stars leave empty text
            runs.append(Run(token.content or " ", tuple(marks)))
    return runs


def _tokens(source: str) -> list[Token]:
    (inline,) = _parser().parseInline(source)
    return inline.children or []


def _shared(left: tuple[Mark, ...], right: tuple[Mark, ...]) -> tuple[Mark, ...]:
    depth = 0
    while depth < min(len(left), len(right)) and left[depth] == right[depth]:
        depth += 1
    return left[:depth]


def _tagged(runs: Sequence[Run]) -> str:
    out: list[str] = []
    marks: tuple[Mark, ...] = ()
    for run in (*runs, Run("")):
        kept = _shared(marks, run.marks)
        out.extend(f"</{mark.tag}>" for mark in reversed(marks[len(kept) :]))
        out.extend(_opening(mark) for mark in run.marks[len(kept) :])
        out.append(escape(run.text, quote=False))
        marks = run.marks
    return "".join(out)


def _opening(mark: Mark) -> str:
    return f'<a href="{escape(mark.href)}">' if mark.tag == "a" else f"<{mark.tag}>"
