"""Draws the bars of all sections as an SVG that can be read on light and on dark pages.

GitHub shows the picture as an image, where no script and no style of the page reaches it: a
`prefers-color-scheme` inside it follows the reader's choice.
"""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from bench.frame.samples import figure
from bench.frame.section import Bar

WIDTH: Final = 760
LABEL: Final = 250
"""Room for the names on the left; what is left, but for the figure, is the longest bar's."""
FIGURE: Final = 70
BAR: Final = 16
GAP: Final = 4
GROUP: Final = 34
"""Height of a request's heading, with the space above it."""
MARGIN: Final = 12
LEAST: Final = 1.5
"""A bar that is hardly anything is still seen."""
COLOURS: Final = ("#2f6fde", "#7aa5ec", "#9a9a9a", "#c98a2b", "#4f9d69", "#a06bb8")
"""Of those who are compared, in their order: strong enough on white and on near black."""
STYLE: Final = """text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.head { font-weight: 600 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }"""


def chart(bars: Sequence[Bar], title: str) -> str:
    """Return the picture: a group of bars for each request, longest bar of a group full."""
    colours = dict(zip(dict.fromkeys(bar.who for bar in bars), _endless(), strict=False))
    groups: dict[str, list[Bar]] = {}
    for bar in bars:
        groups.setdefault(bar.request, []).append(bar)
    height = MARGIN * 2 + sum(GROUP + len(group) * (BAR + GAP) for group in groups.values())
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
    ]
    top = MARGIN
    for request, group in groups.items():
        lines.append(f'<text class="head" x="{MARGIN}" y="{top + 22}">{escape(request)}</text>')
        top += GROUP
        lines += _group(group, top, colours)
        top += len(group) * (BAR + GAP)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _group(group: Sequence[Bar], top: int, colours: dict[str, str]) -> Iterator[str]:
    longest = max(bar.per_s for bar in group)
    room = WIDTH - LABEL - FIGURE - MARGIN
    for number, bar in enumerate(group):
        y = top + number * (BAR + GAP)
        length = max(LEAST, room * bar.per_s / longest)
        yield f'<text x="{LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(bar.who)}</text>'
        yield (
            f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"'
            f' fill="{colours[bar.who]}"/>'
        )
        yield f'<text x="{LABEL + length + 6:.1f}" y="{y + 13}">{figure(bar.per_s)}/s</text>'


def _endless() -> Iterator[str]:
    while True:
        yield from COLOURS
