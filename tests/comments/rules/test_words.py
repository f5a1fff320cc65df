"""Words of a list are found however they are written, and nothing else is."""

import pytest

from tweipress.comments.rules import words

LINES = words.listed("viagra\nbuy now\nscam*\nспам\n*\n\n  \nstraße")


@pytest.mark.parametrize(
    "text",
    [
        "VIAGRA",
        "v1agra!",
        "vìágrà",
        "v i a g r a",
        "v.i.a.g.r.a",
        "ｖｉａｇｒａ",
        "vі\u200bаgrа",  # Cyrillic letters
        "Buy   NOW!",
        "buy-now",
        "scammers",
        "СПАМ",
        "STRASSE",
    ],
)
def test_a_word_is_found(text: str) -> None:
    assert words.found(LINES, words.folded(text))


@pytest.mark.parametrize("text", ["Niagara", "buy it now", "escamillo", "a b c", "", "*", "🐝" * 9])
def test_another_word_is_not(text: str) -> None:
    assert not words.found(LINES, words.folded(text))


def test_signs_of_patterns_are_only_signs() -> None:
    lines = words.listed(".*\n(a+)+$\n[")
    assert not words.found(lines, words.folded("anything at all"))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See https://a.example/x and http://b.example", 2),
        ("www.honey.example", 1),
        ("honey.com", 1),
        ("No link. At all.", 0),
        ("https://www.honey.com/", 1),
    ],
)
def test_links_are_counted(text: str, count: int) -> None:
    assert words.links(text) == count


def test_texts_that_repeat_each_other_have_the_same_mark() -> None:
    text = "Buy the best honey of the whole town here."
    assert words.mark(text) == words.mark(text.upper().replace(" ", "  ")) != ""
    assert words.mark(text) != words.mark(text + " Today")
    assert words.mark("Thank you!") == ""
