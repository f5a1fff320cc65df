"""An accent colour can be read wherever a page shows it, whatever colour an operator chose."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweipress import pages
from tweipress.publication import colour

SHEET = (Path(pages.__file__).parent / "static" / "pages" / "site.css").read_text()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0b5d4a", "#0b5d4a", 1.0)],
)
def test_a_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert colour.contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_shades_that_can_be_read(number: int) -> None:
    shades = colour.accent(f"#{number:06x}")
    for shade, grounds in (
        (shades.light, colour.LIGHT_GROUNDS),
        (shades.dark, colour.DARK_GROUNDS),
    ):
        assert min(colour.contrast(shade.colour, each) for each in grounds) >= colour.CONTRAST_MIN
    assert colour.contrast(shades.light.colour, colour.ON_LIGHT) >= colour.CONTRAST_MIN
    assert colour.contrast(shades.dark.colour, colour.ON_DARK) >= colour.CONTRAST_MIN


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    light = colour.accent("#0B5D4A").light
    assert (light.colour, light.is_own) == ("#0b5d4a", True)


def test_a_colour_that_cannot_be_read_keeps_its_hue() -> None:
    light = colour.accent("#ffff00").light
    assert not light.is_own
    red, green, blue = bytes.fromhex(light.colour[1:])
    assert red == green > blue


def test_the_grounds_are_those_of_the_stylesheet() -> None:
    light, dark = re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[:2]
    for sheet, grounds in ((light, colour.LIGHT_GROUNDS), (dark, colour.DARK_GROUNDS)):
        said = dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", sheet))
        assert (said["paper"], said["raised"], said["warm"]) == grounds
