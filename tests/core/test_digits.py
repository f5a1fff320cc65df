"""Whole numbers as text: ASCII digits, and nothing that Python alone would understand."""

import pytest

from tweipress.core.digits import DIGITS_MAX, TYPED_MAX, number_in, whole_number

NO_NUMBERS = [
    *("", " ", " 5", "5 ", "5\n", "\t5", "+5", "--5", "- 5", "5-", "1_000", "1,000", "1.0", "1e3"),
    *("0x10", "five", "٣", "３", "५", "²", "Ⅴ", "5٣", "5\0", "5\u200b", "9" * (TYPED_MAX + 1)),
]
"""Texts that are no numbers here; the fuzzier half of them are some to `int`."""


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_not_ascii_digits_alone_is_no_number(text: str) -> None:
    assert number_in(text) is None
    with pytest.raises(ValueError, match="is no whole number"):
        whole_number(text)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("9" * DIGITS_MAX, 10**DIGITS_MAX - 1)]
)
def test_ascii_digits_are_the_number_that_they_show(text: str, number: int) -> None:
    assert number_in(text) == whole_number(text) == number
    assert whole_number(f"-{text}") == -number
    assert number_in(f"-{text}") is None


def test_more_digits_than_asked_for_are_no_number() -> None:
    assert number_in("999", 3) == 999
    assert number_in("1000", 3) is None
