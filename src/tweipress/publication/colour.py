"""An accent colour that can be read: shades of it for light and dark pages, by WCAG's contrast."""

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CONTRAST_MIN: Final = 4.5
"""WCAG 2.2, level AA, for text of any size."""
LIGHT_GROUNDS: Final = ("#fdfcf9", "#f5f2ea", "#fbeee6")
DARK_GROUNDS: Final = ("#161513", "#201e1b", "#33231d")
"""What text in the accent colour stands on: --paper, --raised and --warm of site.css."""
ON_LIGHT: Final = "#ffffff"
ON_DARK: Final = DARK_GROUNDS[0]
"""The text of buttons that are filled with it. It contrasts more than the grounds do."""
FULL: Final = 255
LINEAR_MAX: Final = 0.04045
"""Below it sRGB is linear (IEC 61966-2-1)."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A shade for one kind of page, and its least contrast there; `is_own` if it is as chosen."""

    colour: str
    contrast: float
    is_own: bool


@dataclass(frozen=True, slots=True)
class Accent:
    """The shades of a colour on light and on dark pages."""

    light: Shade
    dark: Shade


def accent(colour: str) -> Accent:
    """Return the shades of a colour, written as `#0b5d4a`."""
    return Accent(
        _readable(colour, LIGHT_GROUNDS, towards=-1), _readable(colour, DARK_GROUNDS, towards=1)
    )


def stylesheet(colour: str) -> str:
    """Return the rules that give every page the colour."""
    shades = accent(colour)
    return (
        f":root{{--accent:{shades.light.colour};--on-accent:{ON_LIGHT}}}"
        "@media (prefers-color-scheme:dark){"
        f":root{{--accent:{shades.dark.colour};--on-accent:{ON_DARK}}}}}\n"
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dim, bright = sorted((_luminance(one), _luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def _readable(colour: str, grounds: Sequence[str], towards: int) -> Shade:
    """Return the nearest shade in this direction of brightness that all grounds let be read."""
    red, green, blue = (part / FULL for part in _parts(colour))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    shade = colour.lower()
    for step in range(FULL + 1):
        least = min(contrast(shade, ground) for ground in grounds)
        if least >= CONTRAST_MIN:
            return Shade(shade, least, is_own=step == 0)
        lightness = min(1.0, max(0.0, lightness + towards / FULL))
        shade = _written(colorsys.hls_to_rgb(hue, lightness, saturation))
    raise AssertionError("black and white can be read on every ground")


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / FULL) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= LINEAR_MAX else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _written(parts: Sequence[float]) -> str:
    return "#" + bytes(round(part * FULL) for part in parts).hex()
