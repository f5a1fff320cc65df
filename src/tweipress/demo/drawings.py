"""The demo's pictures, drawn by this script and licensed with the project; each time the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import resvg_py

WIDTH, HEIGHT = 1600, 1067
WATER: Final = 925
"""Where it stands below the plain, in the drawing of the wells."""
CREDIT: Final = "Drawn for the Courier"
LICENCE: Final = "MIT"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of an article: what it shows, what stands below it, and its focal point."""

    name: str
    alt: str
    caption: str
    focus: tuple[int, int]
    draw: Callable[[], str]

    def png(self) -> bytes:
        """Return the picture as a file."""
        return bytes(resvg_py.svg_to_bytes(svg_string=_page(self.draw()), width=WIDTH))


def _page(shapes: str) -> str:
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg>'


def _chance(name: str, number: int, below: int) -> int:
    """Return a number that looks like chance and is the same each time."""
    return crc32(f"{name}|{number}".encode()) % below


def _rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" {more}/>'


def _circle(x: float, y: float, radius: float, fill: str, more: str = "") -> str:
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}" {more}/>'


def _shape(points: str, fill: str, more: str = "") -> str:
    return f'<path d="{points}" fill="{fill}" {more}/>'


def _sky(top: str, bottom: str) -> str:
    stops = f'<stop offset="0" stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/>'
    gradient = f'<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>'
    return f"<defs>{gradient}</defs>{_rect(0, 0, WIDTH, HEIGHT, 'url(#sky)')}"


def _wave(base: int, swing: int, step: int, shift: int) -> str:
    """Return a band from a wavy line down to the lower edge."""
    start = -step * 2 + shift
    curves = " ".join(
        f"Q {x + step / 2} {base - swing if number % 2 else base + swing} {x + step} {base}"
        for number, x in enumerate(range(start, WIDTH + step, step))
    )
    return f"M {start} {base} {curves} V {HEIGHT} H {start} Z"


def _wells() -> str:
    """A cut through a dry plain: seven wells go down, and three of them reach the water."""
    layers = ("#d9a066", "#c4854a", "#a96a3a", "#8a5230", "#6b3f28")
    ground = "".join(
        _shape(_wave(470 + 105 * number, 14 + 3 * number, 400, 60 * number), fill)
        for number, fill in enumerate(layers)
    )
    water = _shape(_wave(930, 10, 400, 150), "#2f6f7e")
    depths = (250, 330, 480, 300, 520, 210, 490)
    shafts = "".join(_well(140 + 220 * number, depth) for number, depth in enumerate(depths))
    hills = _shape(_wave(430, 60, 800, 0), "#e3b587")
    sun = _circle(1180, 250, 92, "#fff2cf")
    return _sky("#f3c98b", "#fbe9cd") + sun + hills + ground + water + shafts


def _well(x: int, depth: int) -> str:
    top, dark = 452, "#33201a"
    is_wet = top + depth > WATER
    shaft = _rect(x, top, 34, depth, dark) + (
        _rect(x, WATER, 34, top + depth - WATER, "#7fc4cf") if is_wet else ""
    )
    posts = _rect(x - 12, top - 74, 8, 90, dark) + _rect(x + 38, top - 74, 8, 90, dark)
    roof = _shape(f"M {x - 34} {top - 64} L {x + 17} {top - 108} L {x + 68} {top - 64} Z", dark)
    return shaft + _rect(x - 14, top - 6, 62, 26, "#7a5a45") + posts + roof


def _light() -> str:
    """A lighthouse on a rock at night, and its beam over the sea."""
    stars = "".join(
        _circle(_chance("x", number, WIDTH), _chance("y", number, 620), 1 + number % 3, "#f4ecd8")
        for number in range(120)
    )
    beam = _shape("M 1090 352 L 0 130 L 0 560 Z", "#f7e3a1", 'opacity="0.32"')
    near = _shape("M 1110 352 L 1600 250 L 1600 470 Z", "#f7e3a1", 'opacity="0.2"')
    tower = _shape("M 1052 430 L 1148 430 L 1176 850 L 1024 850 Z", "#efe6d5")
    bands = "".join(
        _shape(
            f"M {1049 - 6 * number} {470 + 104 * number} H {1151 + 6 * number}"
            f" L {1155 + 6 * number} {522 + 104 * number} H {1045 - 6 * number} Z",
            "#a4392c",
        )
        for number in range(4)
    )
    lamp = _rect(1062, 318, 76, 84, "#2a2f3d") + _circle(1100, 354, 28, "#fff0b8")
    roof = _shape("M 1050 320 L 1100 262 L 1150 320 Z", "#a4392c") + _rect(
        1036, 402, 128, 30, "#2a2f3d"
    )
    rock = _shape("M 800 900 Q 930 810 1010 838 L 1190 830 Q 1330 850 1420 910 Z", "#15171f")
    sea = "".join(
        _shape(_wave(880 + 52 * number, 12 + 4 * number, 200, 70 * number), fill)
        for number, fill in enumerate(("#1f3a52", "#193044", "#132636", "#0d1b28"))
    )
    sky = _sky("#0b1226", "#35506b")
    return sky + stars + beam + near + tower + bands + lamp + roof + rock + sea


def _wheat() -> str:
    """A field of wheat, half of it in the sun and half under rain."""
    cloud = "".join(
        _circle(1010 + 105 * number, 250 - _chance("cloud", number, 70), 120, "#6f7c8c")
        for number in range(7)
    )
    rain = "".join(_drop(number) for number in range(90))
    hills = _shape(_wave(640, 46, 533, 0), "#9aa35c") + _shape(_wave(700, 30, 800, 90), "#b7a44a")
    stalks = "".join(_stalk(number) for number in range(150))
    sun = _circle(330, 260, 110, "#fff3c4")
    return _sky("#9fc6dd", "#f6ecd0") + sun + cloud + rain + hills + stalks


def _drop(number: int) -> str:
    x, y = 930 + _chance("drop", number, 690), 330 + _chance("fall", number, 330)
    line = 'stroke="#8fa3b5" stroke-width="4" opacity="0.8"'
    return _shape(f"M {x} {y} l -14 52", "none", line)


def _stalk(number: int) -> str:
    x, tall = number * 11 - 10, 250 + _chance("tall", number, 130)
    top, lean = HEIGHT - tall, _chance("lean", number, 50) - 25
    gold = ("#e0b03c", "#cf9a2c", "#eac25a")[number % 3]
    stem = _shape(
        f"M {x} {HEIGHT} Q {x} {top + 120} {x + lean} {top}",
        "none",
        f'stroke="{gold}" stroke-width="5"',
    )
    return stem + "".join(_grains(x + lean, top, gold))


def _grains(x: int, top: int, gold: str) -> Iterator[str]:
    for row in range(6):
        for side in (-9, 9):
            y = top + 15 * row
            turn = f'transform="rotate({side * 3} {x + side} {y})"'
            yield f'<ellipse cx="{x + side}" cy="{y}" rx="6" ry="13" fill="{gold}" {turn}/>'


def _train() -> str:
    """A night train below hills, some of its windows still lit."""
    stars = "".join(
        _circle(_chance("a", number, WIDTH), _chance("b", number, 420), 1 + number % 2, "#f1e9ff")
        for number in range(80)
    )
    moon = _circle(330, 210, 84, "#f6edd0") + _circle(366, 190, 76, "#1d2450")
    hills = _shape(_wave(560, 110, 533, 0), "#2b2f63") + _shape(_wave(660, 70, 400, 120), "#20234d")
    cars = "".join(_car(number) for number in range(4))
    rails = _rect(0, 868, WIDTH, 10, "#8a86a8") + _rect(0, 878, WIDTH, HEIGHT, "#12132c")
    sleepers = "".join(_rect(x, 884, 34, 12, "#3b3a5c") for x in range(0, WIDTH, 66))
    return _sky("#141a3f", "#54508f") + stars + moon + hills + rails + sleepers + cars


def _car(number: int) -> str:
    x = 60 + 400 * number
    body = _rect(x, 690, 384, 150, "#7d2436", 'rx="14"') + _rect(x, 792, 384, 12, "#e4c072")
    wheels = "".join(_circle(x + each, 850, 22, "#0c0d1f") for each in (60, 120, 264, 324))
    windows = "".join(
        _rect(
            x + 24 + 58 * place,
            722,
            42,
            50,
            "#ffd98a" if _chance("lit", 6 * number + place, 3) else "#2a1830",
            'rx="5"',
        )
        for place in range(6)
    )
    return body + windows + wheels


DRAWINGS: Final[Mapping[str, Drawing]] = {
    "eleven-hundred-wells": Drawing(
        "Wells on the plain",
        "A cut through a dry plain under a low sun: seven wells go down, and only three of them"
        " reach the water.",
        "Seven wells of eleven hundred, drawn to scale. Three still reach the water.",
        (70, 40),
        _wells,
    ),
    "what-the-keeper-read": Drawing(
        "Skarrow Light",
        "A lighthouse with red bands on a rock at night; its beam lies over the sea.",
        "Skarrow Light in the years of its keepers.",
        (70, 40),
        _light,
    ),
    "bread-and-the-weather": Drawing(
        "Wheat in June",
        "A field of ripe wheat, on the left in the sun, on the right under rain.",
        "What a wet June does to the price of wheat, it no longer does to that of bread.",
        (40, 60),
        _wheat,
    ),
    "what-a-bed-on-rails-costs": Drawing(
        "The night train",
        "Four carriages of a night train below dark hills; most of their windows are lit.",
        "Four carriages, twenty-four windows: a full train can still lose money.",
        (50, 75),
        _train,
    ),
}
"""The pictures by the article that shows them."""
