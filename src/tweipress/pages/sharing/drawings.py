"""Pictures for sharing as files: drawn when one is first asked for, then kept, so many at most.

Letters come from the machine's fonts. What none of them has is left out, and a picture on which no
letter of the title could be drawn has the paper's name alone (docs/operating.md says which packages
have Korean and Arabic letters).
"""

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import resvg_py
from django.conf import settings

from tweipress.pages.sharing.card import FONTS, HEIGHT, WIDTH, Card, svg

FOLDER: Final = "cards"
KEPT_MAX: Final = 2000
"""Pictures on the disk, of some 40 kB each. The oldest go, and are drawn again when asked for."""
SPARE: Final = 200
"""How many go at a time."""
PROBE: Final = 24
NOBODYS: Final = "\u0378"
"""A character that Unicode has not given away, so that no font has it."""

SAMPLES: Final = {
    "LATIN": "a",
    "HANGUL": "한",
    "ARABIC": "ب",
    "GREEK": "α",
    "CYRILLIC": "д",
    "CJK": "中",
}
"""A letter for each of the scripts that are met most, by how Unicode names its letters."""

_drawing = Lock()


def kept(card: Card) -> bytes | None:
    """Return a picture that was drawn before, None if it has to be drawn."""
    try:
        return _path(card).read_bytes()
    except OSError:
        return None


def drawn(card: Card) -> bytes:
    """Draw a picture and keep it. One is drawn at a time; who waited gets what the other made."""
    with _drawing:
        if (before := kept(card)) is not None:
            return before
        letters = [sign for sign in card.title if sign.isalpha()]
        can_draw = not letters or _can_draw(frozenset(map(_script, letters)))
        picture = _png(svg(card if can_draw else replace(card, title=card.name, section="")))
        _keep(card, picture)
        return picture


def _png(drawing: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=WIDTH, height=HEIGHT))


def _can_draw(samples: frozenset[str]) -> bool:
    """Tell whether some font has letters of each script."""
    return all(map(_is_visible, samples))


def _script(letter: str) -> str:
    """Return a letter that stands for all of its script: names begin with that."""
    script = unicodedata.name(letter, "").partition(" ")[0]
    return SAMPLES.get(script, letter)


@cache
def _is_visible(letter: str) -> bool:
    """Tell whether a letter is drawn: not as nothing, and not as the box for a missing one."""
    return _probe(letter) not in {_probe(""), _probe(NOBODYS)}


def _probe(text: str) -> bytes:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{PROBE}" height="{PROBE}">'
        f'<text x="2" y="20" font-size="18" font-family="{FONTS}">{text}</text></svg>'
    )
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing))


def _path(card: Card) -> Path:
    data: Path = settings.TWEIPRESS_DATA
    return data / FOLDER / f"{card.digest}.png"


def _keep(card: Card, picture: bytes) -> None:
    """Write a picture whole or not at all; a full disk costs drawing it again."""
    path = _path(card)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        unfinished.write_bytes(picture)
        unfinished.replace(path)
        _forget_oldest(path.parent)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()


def _forget_oldest(folder: Path) -> None:
    files = [Path(entry.path) for entry in os.scandir(folder)]
    if len(files) > KEPT_MAX:
        for old in _oldest(files)[: len(files) - KEPT_MAX + SPARE]:
            old.unlink(missing_ok=True)


def _oldest(files: Iterable[Path]) -> list[Path]:
    return sorted(files, key=lambda file: file.stat().st_mtime_ns)
