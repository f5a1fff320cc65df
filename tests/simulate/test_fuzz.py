"""Scenarios of random lines: nothing ends in an exception, and a refused line changes nothing."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tweipress.simulate.lines import REQUIRED
from tweipress.simulate.memory_bank import MemoryBank
from tweipress.simulate.player import Player

OPENING = [
    '{"do":"settings","gates":false}',
    '{"do":"member","name":"author","level":20}',
    '{"do":"member","name":"reader","level":9,"trusted":true,"trust":800}',
    '{"do":"deposit","to":"pool","twei":100000}',
    '{"do":"deposit","to":"author","twei":300}',
    '{"do":"open_day","at":"2026-01-01T00:00:00Z"}',
    '{"do":"publish","member":"author","article":"a","time_to_read_s":90}',
    '{"do":"comment","member":"author","article":"a","comment":"c"}',
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=4),
    st.just(10**30),
    st.lists(st.integers(), max_size=2),
)
NAMES = st.sampled_from(["author", "reader", "critic", "pool", "a", "b", "c"])
USUAL: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMES,
    "count": st.integers(1, 400),
    "shares": st.one_of(
        st.integers(1, 9_999).map(lambda bps: {"author": bps, "reader": 10_000 - bps}),
        st.dictionaries(NAMES, st.integers(1, 10_000), max_size=3),
    ),
}
TIMES = st.sampled_from(
    [f"2026-01-0{day}T0{hour}:00:00Z" for day in (1, 2, 4) for hour in (0, 5)]
    + ["2026-02-30T00:00:00Z", "2025-01-01T00:00:00Z", "soon"]
)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Return a line that is mostly right: sometimes with an odd value, key, time or cut short."""
    do = draw(st.sampled_from(sorted(REQUIRED)))
    line: dict[str, Any] = {"do": do}
    for key, kind in REQUIRED[do].items():
        line[key] = draw(USUAL[kind])
    if draw(st.integers(0, 3)) == 0:
        line["at"] = draw(TIMES)
    if draw(st.integers(0, 5)) == 0:
        line[draw(st.sampled_from([*line, "reviewed", "level", "trust", "gates", "shares"]))] = (
            draw(ODD)
        )
    text = json.dumps(line)
    return text if draw(st.integers(0, 9)) else text[: draw(st.integers(0, len(text)))]


@settings(max_examples=examples(150), derandomize=True, database=None, deadline=None)
@given(st.lists(lines(), max_size=25))
def test_random_scenarios_never_fail_and_refused_lines_change_nothing(scene: list[str]) -> None:
    player = Player(MemoryBank)
    for text in OPENING:
        assert player.play(text) is not None
    for text in scene:
        before = player.books()
        result = player.play(text)
        after = player.books()
        assert sum(after["accounts"].values()) == 0
        if result is None or "refused" in result:
            assert (after["accounts"], after["pnl"]) == (before["accounts"], before["pnl"])
