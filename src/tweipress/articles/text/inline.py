"""Inline Markdown: emphasis, code and links, as words that can be cut anywhere and stay valid HTML.

HTML that is typed stays text. What is rendered is cleaned by nh3 all the same, when it is made and
each time it is shown.
"""

from collections.abc import Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS: Final = {"em", "strong", "code", "a"}
SCHEMES: Final = {"http", "https"}
CLEANER: Final = nh3.Cleaner(
    tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="nofollow noopener"
)

NESTING_MAX: Final = 8
"""Marks around a word: no more can be told apart. Deeper ones would cost each word all of them."""


class Mark(NamedTuple):
    """A tag around a piece of text; `href` for links alone."""

    tag: str
    href: str = ""


class Run(NamedTuple):
    """Text under the same marks, outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()


Word = tuple[Run, ...]
"""A word, the text between two spaces, in one run or in several (`half*way*`)."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "link", "escape"])
    parser.validateLink = _is_web_link  # type: ignore[method-assign] # the documented way to choose
    return parser


def _is_web_link(url: str) -> bool:
    scheme, separator, rest = url.partition("://")
    return bool(separator and rest) and scheme.lower() in SCHEMES


def words(source: str) -> list[Word]:
    """Return the words of inline Markdown, each with its marks."""
    done: list[Word] = []
    open_word: list[Run] = []
    for run in _runs(source):
        for number, piece in enumerate(_split(run.text)):
            if number and open_word:
                done.append(tuple(open_word))
                open_word = []
            if piece:
                open_word.append(Run(piece, run.marks))
    return [*done, tuple(open_word)] if open_word else done


def word_count(source: str) -> int:
    """Return how many words inline Markdown shows."""
    return len(words(source))


def plain(source: str) -> str:
    """Return what inline Markdown shows, without its marks."""
    return " ".join(text_of(word) for word in words(source))


def text_of(word: Word) -> str:
    """Return a word without its marks."""
    return "".join(run.text for run in word)


def html(of: Sequence[Word]) -> str:
    """Return clean HTML of the words; tags that a cut left open are closed and opened anew."""
    if not of:
        return ""
    runs: list[Run] = list(of[0])
    for before, after in pairwise(of):
        runs.append(Run(" ", _shared(before[-1].marks, after[0].marks)))
        runs.extend(after)
    return clean(_tagged(runs))


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
        else:
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
