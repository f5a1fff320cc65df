"""Text under marks, as the rich editor has it: from inline Markdown, and to inline Markdown.

A string of blocks becomes words, each in runs under a set of marks. What is written back is read
once more and compared, so that a sign in the text never turns into a mark, nor a mark into a sign.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from tweipress.articles.text import inline

STRONG: Final = "strong"
EMPHASIS: Final = "em"
CODE: Final = "code"
MARKS: Final = frozenset({STRONG, EMPHASIS, CODE})

SIGNS: Final = re.compile(r"([\\`*_\[\]&<])")
"""What inline Markdown may take for the start or the end of a mark."""
ENTITY: Final = re.compile(r"&(?=#|\w+;)")
BRACKETED: Final = re.compile(r"(\[\^[\w.-]{1,40}\])\(")
FENCES: Final = re.compile(r"`+")
WAYS: Final = tuple(
    (order, sign) for order in ((STRONG, EMPHASIS), (EMPHASIS, STRONG)) for sign in ("*", "_")
)
"""Which mark is outermost, and how emphasis is written: the first is how people write it."""


class Run(NamedTuple):
    """Text under the same marks; `href` is empty where it is no link.

    A reference to a footnote has its `label`; its text is how it is typed.
    """

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""
    label: str = ""


Word = tuple[Run, ...]
Words = tuple[Word, ...]


def words(markdown: str) -> Words:
    """Return the words that inline Markdown shows, each under the set of its marks."""
    return tuple(tuple(_joined(_run(run) for run in word)) for word in inline.words(markdown))


def split(runs: Sequence[Run]) -> Words:
    """Return the words of runs: white space separates them, wherever marks begin and end.

    A reference belongs to the word before it, as in inline.words.
    """
    done: list[list[Run]] = []
    is_open = False
    for run in runs:
        if run.label:
            is_open = is_open or not done
            done += [] if done else [[]]
            done[-1].append(run)
            continue
        for number, piece in enumerate(re.split(r"\s+", run.text)):
            if number and done and any(not each.label for each in done[-1]):
                is_open = False
            if piece:
                done += [] if is_open else [[]]
                is_open = True
                done[-1].append(run._replace(text=piece))
    return tuple(tuple(_joined(word)) for word in done)


def flat(of: Words) -> list[Run]:
    """Return words as runs with the spaces between them, which have the marks of both sides."""
    runs: list[Run] = list(of[0]) if of else []
    for before, after in pairwise(of):
        left, right = before[-1], after[0]
        is_one = left.href == right.href  # a mark does not reach across the edge of a link
        shared = left.marks & right.marks if is_one else frozenset[str]()
        marks = shared if left.marks == right.marks else shared - {CODE}
        runs.extend((Run(" ", marks, left.href if is_one else ""), *after))
    return _joined(runs)


def markdown(of: Words) -> str:
    """Return the inline Markdown that shows these words.

    A word of several marks that Markdown cannot show keeps those that all of it has.
    """
    plainer = tuple(word if len(word) == 1 or _shows((word,)) else _one_marked(word) for word in of)
    for words_of in dict.fromkeys((of, plainer)):
        text = _shows(words_of)
        if text:
            return text
    return _kept_apart("".join(run.text if run.label else _escaped(run.text) for run in flat(of)))


def _shows(of: Words) -> str:
    """Return Markdown that is read as these words, empty if none of the ways to write it is."""
    runs = flat(of)
    for is_escaped, is_encoded in ((False, False), (True, False), (True, True)):
        shown = _encoded(runs) if is_encoded else [(run, "", "") for run in runs]
        for order, sign in WAYS:
            text = _written(shown, order, sign, is_escaped=is_escaped)
            if words(text) == of:
                return text
    return ""


def _one_marked(word: Word) -> Word:
    marks = frozenset.intersection(*(run.marks for run in word))
    return tuple(_joined(run._replace(marks=marks) for run in word))


def reference(label: str, marks: frozenset[str] = frozenset()) -> Run:
    """Return a reference to a footnote."""
    return Run(f"[^{label}]", marks, label=label)


def _run(run: inline.Run) -> Run:
    hrefs = [mark.href for mark in run.marks if mark.tag == "a"]
    marks = frozenset(mark.tag for mark in run.marks if mark.tag in MARKS)
    if inline.is_reference(run):
        return reference(run.marks[-1].label, marks)
    return Run(run.text, marks, hrefs[0] if hrefs else "")


def _joined(runs: Sequence[Run] | Iterator[Run]) -> list[Run]:
    """Return runs such that neighbours differ in their marks; references stay alone."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last[1:] == run[1:] and not run.label:
            joined[-1] = last._replace(text=last.text + run.text)
        else:
            joined.append(run)
    return joined


_Shown = tuple[Run, str, str]
"""A run, with its first and its last letter if they are to be written as numbers."""


def _encoded(runs: list[Run]) -> list[_Shown]:
    """Write the letter beside a mark as a number where the mark would else be none.

    `word**(s)**` is not strong in Markdown: its stars stand between a letter and a bracket. Beside
    `&#x64;` they would stand between two signs.
    """
    firsts, lasts = [""] * len(runs), [""] * len(runs)
    for number, (left, right) in enumerate(pairwise(runs)):
        if left.label or right.label or left.href != right.href:
            continue  # a reference and a link have signs of their own
        before = "`" if CODE in left.marks else left.text[-1]
        after = "`" if CODE in right.marks else right.text[0]
        if (right.marks - left.marks) - {CODE} and _is_sign(after) and not _is_sign(before):
            lasts[number] = before
        if (left.marks - right.marks) - {CODE} and _is_sign(before) and not _is_sign(after):
            firsts[number + 1] = after
    return list(zip(runs, firsts, lasts, strict=True))


def _is_sign(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS" or sign.isspace()


def _written(
    shown: Sequence[_Shown], order: Sequence[str], emphasis: str, *, is_escaped: bool
) -> str:
    """Return runs as Markdown: links outermost, then strong and emphasis, then code."""
    out: list[str] = []
    for href, linked in groupby(shown, lambda one: one[0].href):
        text = _marked(list(linked), order, emphasis, is_escaped=is_escaped)
        out.append(f"[{text}]({_address(href)})" if href else text)
    return _kept_apart("".join(out)) if is_escaped else "".join(out)


def _kept_apart(markdown: str) -> str:
    """Keep a bracket behind a reference from making a link of it."""
    return BRACKETED.sub(r"\1\\(", markdown)


def _marked(
    shown: Sequence[_Shown], marks: Sequence[str], emphasis: str, *, is_escaped: bool
) -> str:
    if not marks:
        return "".join(_bare(*one, is_escaped=is_escaped) for one in shown)
    mark, *inner = marks
    out: list[str] = []
    for is_marked, alike in groupby(shown, lambda one: mark in one[0].marks):
        text = _marked(list(alike), inner, emphasis, is_escaped=is_escaped)
        bare = text.strip(" ")  # a mark begins and ends at a letter
        sign = ("**" if mark == STRONG else emphasis) if is_marked and bare else ""
        before, _, after = text.partition(bare) if bare else (text, "", "")
        out.append(f"{before}{sign}{bare}{sign}{after}")
    return "".join(out)


def _bare(run: Run, first: str, last: str, *, is_escaped: bool) -> str:
    if run.label:
        return run.text
    if CODE in run.marks:
        return _code(run.text)
    text = run.text[len(first) :]
    text = text[: len(text) - len(last)] if last and text else text
    middle = _escaped(text) if is_escaped else text
    if first and last and len(run.text) == 1:
        last = ""
    return f"{_number(first)}{middle}{_number(last)}"


def _escaped(text: str) -> str:
    return SIGNS.sub(r"\\\1", text)


def _number(letter: str) -> str:
    return f"&#x{ord(letter):x};" if letter else ""


def _code(text: str) -> str:
    longest = max((len(fence) for fence in FENCES.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _address(href: str) -> str:
    bare = ENTITY.sub("&amp;", href)
    return f"<{bare}>" if re.search(r"[()\s]", bare) else bare
