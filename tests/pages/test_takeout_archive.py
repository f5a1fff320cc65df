"""The zip's files: whatever a text holds, a table has as many rows as were written."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from tests.pages.packed import Packed
from tweipress.pages.takeout.archive import Archive, at

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def cell(value: object) -> str:
    """Return a value as it comes back from a table."""
    file = BytesIO()
    with Archive(file, NOW) as archive:
        archive.table("a.csv", ("first", "last"), [(value, "end")])
    [row] = Packed(file.getvalue()).rows("a.csv")
    assert row["last"] == "end"
    return row["first"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1"])
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", 'a "b", c', "one\ntwo\r\nthree\rfour", "niño 🐝", ";,|", "'", "\u202e<script>"]
)
def test_every_other_text_comes_back_as_it_was(text: str) -> None:
    assert cell(text) == text


def test_figures_and_values_are_plain() -> None:
    values = [-5, None, True, False, [1, 2], {"a": "ñ"}, NOW]
    assert [cell(value) for value in values] == [
        *("-5", "", "yes", "no", "[1, 2]", '{"a": "ñ"}', "2026-01-01T00:00:00+00:00"),
    ]


def test_a_moment_has_its_milliseconds_and_never_is_empty() -> None:
    assert at(1_767_225_600_007) == "2026-01-01T00:00:00.007+00:00"
    assert at(0) == ""
