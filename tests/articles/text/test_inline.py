"""Inline Markdown: which signs become markup, and which stay text."""

import re
from html import unescape

import pytest

from tweipress.articles.text import inline


def html(source: str) -> str:
    return inline.html(inline.words(source))


def test_emphasis_code_and_links_are_marked_up() -> None:
    assert html("*a* **b *c*** `d  e`") == (
        "<em>a</em> <strong>b <em>c</em></strong> <code>d e</code>"
    )


def test_links_lead_to_the_web_and_pass_nothing_on() -> None:
    assert html("[a b](https://example.org/?x=1&y=2)") == (
        '<a href="https://example.org/?x=1&amp;y=2" rel="nofollow noopener">a b</a>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](//example.org)",
        "[x](/relative)",
        "[x](mailto:a@example.org)",
        "[x](https://)",
        "[x](ftp://example.org)",
        "[x](javascript://example.org/%0Aalert(1))",
    ],
)
def test_other_links_stay_the_text_that_was_typed(source: str) -> None:
    assert html(source) == source


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</p><iframe src=https://example.org>",
        "&lt;script&gt;",
        "<!-- hidden -->",
        "`<b>`",
        "**<i onclick=x>**",
        "[<b>](https://example.org)",
    ],
)
def test_html_is_shown_as_it_was_typed_and_never_made(typed: str) -> None:
    without_marks = re.sub(r"</?(code|strong|a)\b[^>]*>", "", html(typed))
    assert "<" not in without_marks
    assert unescape(without_marks) == inline.plain(typed)


def test_an_address_cannot_leave_its_attribute() -> None:
    assert html('[x](https://example.org/"onmouseover="alert(1))').count('"') == 4


def test_a_space_between_marks_parts_the_words() -> None:
    assert [inline.text_of(word) for word in inline.words("*a* *b* half*way* `c d`")] == (
        ["a", "b", "halfway", "c", "d"]
    )


def test_words_cut_within_marks_are_valid_on_both_sides() -> None:
    words = inline.words("one **two *three four* five** six")
    assert inline.html(words[:3]) == "one <strong>two <em>three</em></strong>"
    assert inline.html(words[3:]) == "<strong><em>four</em> five</strong> six"


def test_what_was_stored_is_cleaned_again() -> None:
    assert inline.clean('a<script>x</script><b onclick="x">b</b>') == "ab"


@pytest.mark.parametrize("typed", ["[" * 60_000, "*a " * 20_000, "![[]()" * 10_000])
def test_heaps_of_marks_are_only_text(typed: str) -> None:
    assert inline.word_count(typed) == len(typed.split())


@pytest.mark.parametrize(("opening", "closing"), [("*a ", " b*"), ("**a ", " b**"), ("_a *", "*_")])
def test_marks_around_marks_end_where_no_one_could_tell_them_apart(
    opening: str, closing: str
) -> None:
    typed = opening * 5_000 + closing * 5_000
    words = inline.words(typed)
    assert max(len(run.marks) for word in words for run in word) == inline.NESTING_MAX
    made = inline.html(words)
    assert len(made) < 4 * len(typed)
    assert made == inline.clean(made)


def test_what_is_marked_too_deep_keeps_its_words_and_the_marks_outside() -> None:
    deep = "*a " * 12 + "b" + "*" * 12 + " c"
    assert html(deep).startswith("<em>a <em>a ")
    assert html(deep).endswith("b" + "</em>" * inline.NESTING_MAX + " c")
    assert inline.plain(deep) == "a " * 12 + "b c"
