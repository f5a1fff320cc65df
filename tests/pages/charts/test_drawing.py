"""Charts are drawn as the golden files say, and hold whatever figures there are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from tweipress.core.money import MAX_TWEI
from tweipress.pages.charts import drawing
from tweipress.pages.charts.drawing import Chart, Series
from tweipress.pages.charts.scale import MARKS, marks

GOLDEN = Path(__file__).parent / "golden"


def chart(*, is_right_to_left: bool = False, title: str = "Twei, day by day") -> Chart:
    """Return a chart of two series and three points; one value is missing."""
    series = (Series("In", (12, 0, 7)), Series("Out", (-5, None, -20)))
    return Chart("k", title, "As below.", ("1", "2", "3"), series, str, is_right_to_left)


@pytest.mark.parametrize("name", ["bars", "lines"])
@pytest.mark.parametrize("way", ["left", "right"])
def test_a_chart_is_drawn_as_it_was(name: str, way: str) -> None:
    drawn = getattr(drawing, name)(chart(is_right_to_left=way == "right"))
    golden = GOLDEN / f"{name}-from-{way}.svg"
    assert f"{drawn}".replace("><", ">\n<") + "\n" == golden.read_text()


def test_words_in_a_chart_are_escaped_and_no_style_is_inline() -> None:
    drawn = drawing.bars(chart(title="<script>"))
    assert isinstance(drawn, Markup)
    assert "<script>" not in drawn
    assert "style" not in drawn


@given(st.lists(st.integers(-MAX_TWEI, MAX_TWEI), max_size=20))
def test_a_scale_holds_zero_and_all_values_with_few_marks(values: list[int]) -> None:
    figures = marks(values)
    assert figures[0] <= min([0, *values])
    assert max([0, *values]) <= figures[-1]
    assert 0 in figures
    assert 2 <= len(figures) <= MARKS + 3


@given(st.lists(st.integers(-MAX_TWEI, MAX_TWEI), max_size=8).map(tuple))
def test_any_values_can_be_drawn(values: tuple[int, ...]) -> None:
    points = tuple(map(str, values))
    for draw in (drawing.bars, drawing.lines):
        drawn = draw(Chart("k", "t", "d", points, (Series("one", values),), str))
        assert drawn.endswith("</svg>")
