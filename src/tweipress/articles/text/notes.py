"""Footnotes of an article: their numbers, references to them in the text, and the way back.

Markup that is stored has `<sup>2.1</sup>` for the first reference to footnote 2. It becomes a link
after it was cleaned, so that the cleaner need not let addresses and roles of ours pass.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from tweipress.articles.text import inline

BACK_LINKS_MAX: Final = 20
"""From a footnote back to the text: who referred to it more often has the browser's way back."""

STORED: Final = re.compile(r"<sup>([1-9]\d{0,3})\.([1-9]\d{0,3})</sup>")


Words = list[inline.Word]
WordsOf = Callable[[str], Words]


class Made(NamedTuple):
    """A footnote's clean HTML, and how many references lead to it."""

    html: str
    references: int


class Numbers:
    """Footnotes numbered as the text refers to them, while it is rendered from start to end."""

    def __init__(self, texts: Mapping[str, str], words_of: WordsOf = inline.words) -> None:
        """Take the footnotes by their labels."""
        self._texts, self._words_of = texts, words_of
        self._order: dict[str, int] = {}
        self._times: Counter[str] = Counter()

    def __call__(self, label: str) -> str:
        """Return what a reference shows, empty if there is no such footnote."""
        if label not in self._texts:
            return ""
        number = self._order.setdefault(label, len(self._order) + 1)
        self._times[label] += 1
        return f"{number}.{self._times[label]}"

    def made(self) -> list[Made]:
        """Return all footnotes by their numbers; those that nothing refers to come last."""
        rendered = {label: inline.html(self._words_of(self._texts[label]), self) for label in self}
        return [Made(html, self._times[label]) for label, html in rendered.items()]

    def __iter__(self) -> Iterator[str]:
        """Yield the labels by number; a footnote that was rendered meanwhile may add others."""
        number = 0
        while len(self._order) < len(self._texts) or number < len(self._order):
            if number == len(self._order):
                free = next(label for label in self._texts if label not in self._order)
                self._order[free] = number + 1
            yield list(self._order)[number]
            number += 1


def linked(html: str) -> str:
    """Return cleaned markup with its references as links."""
    return STORED.sub(_link, html) if "<sup>" in html else html


def back_links(number: int, references: int) -> tuple[str, ...]:
    """Return the ids of the references that a footnote leads back to."""
    return tuple(_id(number, time) for time in range(1, min(references, BACK_LINKS_MAX) + 1))


def _link(match: re.Match[str]) -> str:
    number, time = map(int, match.groups())
    own = f' id="{_id(number, time)}"' if time <= BACK_LINKS_MAX else ""
    return (
        f'<sup><a href="#note-{number}"{own} role="doc-noteref" aria-describedby="notes">'
        f"{number}</a></sup>"
    )


def _id(number: int, time: int) -> str:
    return f"note-{number}-from-{time}"
