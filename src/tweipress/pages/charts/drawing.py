"""Drawing charts: bars (above and below zero, stacked) and lines, as SVG of fixed proportions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from tweipress.pages.charts.scale import marks

WIDTH: Final = 640
HEIGHT: Final = 240
EDGE: Final = 64
"""What is left beside the drawing for the figures of its axis."""
TOP: Final = 10
FOOT: Final = 28
GAP: Final = 5
LABELS: Final = 5
"""So many names of points fit below the drawing, also on a narrow screen."""
SERIES: Final = 6
"""How many series have a colour of their own in charts.css."""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values, with its name; None where there is no value."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a key that is unique on the page, words for readers, points, and series.

    `written` writes a figure as the reader's language does.
    """

    key: str
    title: str
    described: str
    points: tuple[str, ...]
    series: tuple[Series, ...]
    written: Callable[[int], str]
    is_right_to_left: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things are in the drawing; from right to left, time runs that way too."""

    low: int
    high: int
    points: int
    is_right_to_left: bool

    def x(self, thousandths: int) -> int:
        """Return where a place of the level axis is; its whole length is `points` * 1000."""
        length = WIDTH - EDGE - GAP
        along = length * thousandths // (max(self.points, 1) * 1000)
        return WIDTH - EDGE - along if self.is_right_to_left else EDGE + along

    def y(self, value: int) -> int:
        """Return the height at which a value is drawn."""
        height = HEIGHT - TOP - FOOT
        return TOP + height * (self.high - value) // (self.high - self.low)


def bars(chart: Chart) -> Markup:
    """Draw bars: of each point, what is above zero is stacked upwards, the rest downwards."""
    ups = [sum(max(value or 0, 0) for value in column) for column in _columns(chart)]
    downs = [sum(min(value or 0, 0) for value in column) for column in _columns(chart)]
    frame, axis = _framed(chart, [*ups, *downs])
    drawn = [axis]
    for place, column in enumerate(_columns(chart)):
        left, right = sorted((frame.x(place * 1000 + 150), frame.x(place * 1000 + 850)))
        up = down = 0
        for number, value in enumerate(column):
            if not value:
                continue
            start = up if value > 0 else down
            top, bottom = sorted((frame.y(start), frame.y(start + value)))
            up, down = (up + value, down) if value > 0 else (up, down + value)
            drawn.append(
                Markup('<rect class="series-{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                    number % SERIES, left, top, max(right - left, 1), max(bottom - top, 1)
                )
            )
    return _svg(chart, drawn)


def lines(chart: Chart) -> Markup:
    """Draw a line for each series, with a dot for each value; a missing value is passed over."""
    known = [value for one in chart.series for value in one.values if value is not None]
    frame, axis = _framed(chart, known)
    drawn = [axis]
    for number, one in enumerate(chart.series):
        dots = [
            (frame.x(place * 1000 + 500), frame.y(value))
            for place, value in enumerate(one.values)
            if value is not None
        ]
        path = " ".join(f"{x},{y}" for x, y in dots)
        drawn.append(
            Markup('<polyline class="series-{}" points="{}"/>').format(number % SERIES, path)
        )
        drawn += [
            Markup('<circle class="series-{}" cx="{}" cy="{}" r="4"/>').format(
                number % SERIES, x, y
            )
            for x, y in dots
        ]
    return _svg(chart, drawn)


def _columns(chart: Chart) -> list[tuple[int | None, ...]]:
    return list(zip(*(one.values for one in chart.series), strict=True))


def _framed(chart: Chart, values: Sequence[int]) -> tuple[_Frame, Markup]:
    """Return the frame that holds the values, and its axes."""
    figures = marks(values)
    frame = _Frame(figures[0], figures[-1], len(chart.points), chart.is_right_to_left)
    start, end = frame.x(0), frame.x(max(len(chart.points), 1) * 1000)
    beside = start + GAP if chart.is_right_to_left else start - GAP
    drawn = [
        _mark(frame.y(figure), (start, end, beside), chart.written(figure), figure == 0)
        for figure in figures
    ]
    every = -(-len(chart.points) // LABELS) or 1
    drawn += [
        Markup('<text class="point" x="{}" y="{}">{}</text>').format(
            frame.x(place * 1000 + 500), HEIGHT - GAP, name
        )
        for place, name in enumerate(chart.points)
        if place % every == 0
    ]
    return frame, Markup("").join(drawn)


def _mark(y: int, ends: tuple[int, int, int], figure: str, is_zero: bool) -> Markup:
    start, end, beside = ends
    return Markup(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="mark" x="{}" y="{}">{}</text>'
    ).format("zero" if is_zero else "rule", start, y, end, y, beside, y + GAP, figure)


def _svg(chart: Chart, drawn: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>'
    ).format(
        *(WIDTH, HEIGHT, chart.key, chart.key, chart.key, chart.title, chart.key),
        *(chart.described, Markup("").join(drawn)),
    )
