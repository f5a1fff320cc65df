"""Text under marks to inline Markdown and back: strong stays strong, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweipress.articles.text import inline
from tweipress.articles.text.rich import spans
from tweipress.articles.text.rich.spans import Run, Words

LETTERS = st.sampled_from([*"aZ7*_`[]()\\!&<>#^:.\"'—", "인", "은", "ع", "“", "”", "&amp;", "[^1]"])
MARKS = st.frozensets(st.sampled_from(["strong", "em", "code"]))
HREFS = st.sampled_from(["", "", "https://example.org/a_b*(c)?d=1&e=2"])
SOME = st.lists(LETTERS, min_size=1, max_size=4).map("".join) | st.just(" ")
RUNS = st.builds(Run, SOME, MARKS, HREFS, st.just(""))
TEXTS = st.lists(RUNS | st.builds(spans.reference, st.just("1"), MARKS), max_size=6)


def through(words: Words) -> Words:
    return spans.words(spans.markdown(words))


@given(TEXTS)
def test_no_letter_is_lost_and_none_is_added(runs: list[Run]) -> None:
    words = spans.split(runs)
    read = through(words)
    assert [inline_text(word) for word in read] == [inline_text(word) for word in words]


@given(st.lists(SOME).map("".join))
def test_signs_of_plain_text_never_become_marks(text: str) -> None:
    words = spans.split([Run(text)])
    assert through(words) == words


ONE = st.builds(Run, st.text("abZ7인은ع", min_size=1, max_size=3), MARKS, HREFS, st.just(""))
SPACED = st.lists(ONE, max_size=6).map(lambda runs: tuple((run,) for run in runs))


@given(SPACED)
def test_marks_on_words_stay(words: Words) -> None:
    assert through(words) == words


@given(ONE, ONE)
def test_marks_on_parts_of_words_stay(left: Run, right: Run) -> None:
    words = spans.split([left, right])
    assert through(words) == words


def inline_text(word: spans.Word) -> str:
    return "".join(run.text for run in word)


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([Run("a "), Run("b", frozenset({"strong"})), Run(" c")], "a **b** c"),
        ([Run("a"), Run(" b ", frozenset({"em"})), Run("c")], "a *b* c"),
        ([Run("2 * 3 = snake_case")], "2 * 3 = snake_case"),
        ([Run("*not*")], r"\*not\*"),
        ([Run("a`b", frozenset({"code"}))], "``a`b``"),
        ([Run("here", href="https://example.org/(a)")], "[here](<https://example.org/(a)>)"),
        ([Run("AT&amp;T")], r"AT\&amp;T"),
        ([Run("그는 "), Run('"인용"', frozenset({"strong"})), Run("은")], '그는 **"인용"**은'),
        ([Run("word"), Run("(s)", frozenset({"strong"}))], "wor&#x64;**(s)**"),
        ([Run("said"), spans.reference("1"), Run("(so)")], r"said[^1]\(so)"),
    ],
)
def test_markdown_is_as_people_write_it(runs: list[Run], written: str) -> None:
    words = spans.split(runs)
    assert spans.markdown(words) == written
    assert through(words) == words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('그는 **"인용"**은 말했다', '그는 <strong>"인용"</strong>은 말했다'),
        ("**中文。**中文", "<strong>中文。</strong>中文"),
        ('a**"b"**c', 'a**"b"**c'),
        ("인 * 은 * 인", "인 * 은 * 인"),
        ("a***b***c", "a<em><strong>b</strong></em>c"),
    ],
)
def test_emphasis_beside_words_without_spaces(typed: str, shown: str) -> None:
    assert inline.html(inline.words(typed)) == shown
