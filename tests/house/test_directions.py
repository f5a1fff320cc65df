"""Stylesheets say start and end, never left and right: one sheet serves both directions."""

import re
from typing import Final

import pytest

from tests.house.tree import files

COMMENTS: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL: Final = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*"
    r"|(?:left|right)(?=\s*:)"
    r"|(?:text-align|float|clear|caption-side|object-position|background-position)\s*:\s*[^;}]*"
    r"\b(?:left|right)\b"
    r"|border-(?:top|bottom)-(?:left|right)-radius)"
)
FOUR: Final = re.compile(r"(?<![\w-])(margin|padding|inset|border-width)\s*:\s*([^;}]+)")
VALUE: Final = re.compile(r"(?:calc|env|var|min|max|clamp)\((?:[^()]|\([^()]*\))*\)|[^\s()]+")
ALLOWED: Final[dict[str, frozenset[str]]] = {}
"""By the name of a sheet, what stays physical in it, each with a reason beside it."""


def physical(sheet: str) -> set[str]:
    """Return what in a sheet is the same side in every language."""
    said = COMMENTS.sub("", sheet)
    wrong = set(PHYSICAL.findall(said))
    for name, values in FOUR.findall(said):
        sides = VALUE.findall(values)
        if len(sides) == 4 and sides[1] != sides[3]:  # top, right, bottom, left
            wrong.add(f"{name}: {values.strip()}")
    return wrong


def test_no_stylesheet_names_a_side_that_mirrors() -> None:
    wrong: dict[str, set[str]] = {}
    for path in files():
        if path.suffix == ".css":
            said = physical(path.read_text()) - ALLOWED.get(path.name, frozenset())
            wrong |= {path.name: said} if said else {}
    assert wrong == {}


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin-left: 1rem }",
        "p{padding-right:0}",
        "p { border-left: 1px solid }",
        "p { text-align: right; }",
        "p { float: left }",
        "p { position: absolute; left: 0 }",
        "p { padding: 1px 2px 1px 0; }",
        "p { margin: calc(1px + var(--a)) 0 0 1px }",
        "p { border-top-left-radius: 2px }",
    ],
)
def test_a_side_that_does_not_mirror_is_found(rule: str) -> None:
    assert physical(rule)


@pytest.mark.parametrize(
    "rule",
    [
        "p { margin-inline-start: 1rem; text-align: start }",
        "p { padding: 1px 2px 3px 2px; border-radius: 4px 4px 0 0 }",
        "p { margin: 0 auto 1px; inset: auto 0 0 }",
        "/* left: 0 */ .left { color: red }",
    ],
)
def test_what_mirrors_by_itself_is_fine(rule: str) -> None:
    assert physical(rule) == set()
