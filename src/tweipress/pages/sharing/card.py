"""The picture of an article for those who share it: section, title and the paper's name, as SVG.

No library here knows how wide letters are, so lines are filled by estimate: capitals and wide
scripts count for more. What does not fit ends in an ellipsis.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from tweipress.language.tongues import RIGHT_TO_LEFT, direction

WIDTH, HEIGHT = 1200, 630
MARGIN: Final = 80
STYLE: Final = 1
"""Changes with the look, so that pictures are made anew."""
SIZES: Final = ((72, 3), (60, 4), (48, 5))
"""Sizes of a title, and how many lines of each there may be: the first that it fits in."""
LETTER_BPS: Final = 5_800
"""How wide a small letter is on average in the widest of our fonts, of its size."""
SMALL, LARGE, WIDE = 10, 14, 18
"""How wide a small letter, a capital and one of a wide script are, in tenths of a small one."""
BPS: Final = 10_000
FONTS: Final = (
    "'Noto Serif', 'Noto Serif CJK KR', 'Noto Naskh Arabic', 'Noto Sans CJK KR', 'DejaVu Serif',"
    " 'DejaVu Sans', 'Liberation Serif', FreeSerif, Georgia, 'Times New Roman', serif"
)
"""One of these has to be there; letters that it lacks come from any other."""
ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says."""

    title: str
    section: str
    language: str
    name: str

    @property
    def digest(self) -> str:
        """Return what tells this picture from every other."""
        said = "\0".join((self.title, self.section, self.language, self.name, str(STYLE)))
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def svg(card: Card) -> str:
    """Return the picture as SVG."""
    is_right = direction(card.language) == RIGHT_TO_LEFT
    x, anchor = (WIDTH - MARGIN, "end") if is_right else (MARGIN, "start")
    size, lines = _set(card.title)
    top = HEIGHT // 2 - (len(lines) - 1) * _leading(size) // 2 + size // 3
    texts = [
        _text(line, x, top + number * _leading(size), size, anchor)
        for number, line in enumerate(lines)
    ]
    if card.section:
        texts.append(_text(_line(card.section, 34), x, 120, 34, anchor, "#7fcbb0"))
    texts.append(_text(_line(card.name, 38), x, HEIGHT - 62, 38, anchor, "#aaa297"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="#161513"/>'
        f'<rect width="{WIDTH}" height="16" fill="#0b5d4a"/>'
        f'<rect x="{MARGIN}" y="{HEIGHT - 124}" width="{WIDTH - 2 * MARGIN}" height="2"'
        f' fill="#39352f"/>{"".join(texts)}</svg>'
    )


def _text(text: str, x: int, y: int, size: int, anchor: str, fill: str = "#e6e1d8") -> str:
    return (
        f'<text x="{x}" y="{y}" font-family="{FONTS}" font-size="{size}" fill="{fill}"'
        f' text-anchor="{anchor}">{escape(_drawn(text))}</text>'
    )


def _drawn(text: str) -> str:
    """Return what can be drawn of a text: no control characters, which XML does not know."""
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Cc", "Cs", "Cn"})


def _leading(size: int) -> int:
    return size * 5 // 4


def _set(title: str) -> tuple[int, list[str]]:
    """Return the size of a title and its lines: the largest that it fits in, else cut."""
    for size, most in SIZES:
        lines = list(_lines(title, _fits(size)))
        if len(lines) <= most:
            return size, lines
    size, most = SIZES[-1]
    lines = list(_lines(title, _fits(size)))[:most]
    return size, [*lines[:-1], _cut(lines[-1] + ELLIPSIS * 2, _fits(size) - LARGE) + ELLIPSIS]


def _line(text: str, size: int) -> str:
    """Return a text on one line, cut if it is too long."""
    return text if _width(text) <= _fits(size) else _cut(text, _fits(size) - LARGE) + ELLIPSIS


def _fits(size: int) -> int:
    """Return how wide a line of a size may be."""
    return SMALL * (WIDTH - 2 * MARGIN) * BPS // (size * LETTER_BPS)


def _lines(text: str, most: int) -> Iterator[str]:
    """Yield lines of words; a word that is longer than a line is broken."""
    line = ""
    for whole in text.split():
        word = whole
        while _width(word) > most:
            if line:
                yield line
                line = ""
            start = _cut(word, most)
            yield start
            word = word[len(start) :]
        joined = f"{line} {word}".strip()
        if _width(joined) > most:
            yield line
            joined = word
        line = joined
    if line:
        yield line


def _cut(text: str, most: int) -> str:
    """Return the start of a text that is so wide at most; one sign at least."""
    width = 0
    for place, sign in enumerate(text):
        width += _wide(sign)
        if width > most and place:
            return text[:place]
    return text


def _width(text: str) -> int:
    return sum(map(_wide, text))


def _wide(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) in "WF":
        return WIDE
    return LARGE if sign.isupper() or sign in "mw@%—…" else SMALL
