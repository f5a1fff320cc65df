"""How a text is cut into the parts of a proof of reading."""

from hypothesis import given
from hypothesis import strategies as st

from tweipress.articles.text.pagination import Span, Stretch, cut

LONG = Stretch(90, frozenset(range(10, 91, 10)))


def stretch(words: int, sentence: int, ends_block: bool) -> Stretch:
    return Stretch(words, frozenset(range(sentence, words + 1, sentence)), ends_block)


STRETCHES = st.lists(st.builds(stretch, st.integers(0, 80), st.integers(1, 30), st.booleans()))


def test_a_cut_is_made_between_blocks_where_one_is_near() -> None:
    parts = cut([Stretch(45), Stretch(60), Stretch(45)], 0, 3)
    assert [part.spans for part in parts] == [
        (Span(0, 0, 45),),
        (Span(1, 0, 60),),
        (Span(2, 0, 45),),
    ]


def test_a_long_paragraph_is_cut_at_the_end_of_a_sentence() -> None:
    parts = cut([LONG], 0, 4)
    assert [part.words for part in parts] == [20, 20, 30, 20]


def test_without_sentences_words_are_cut_evenly() -> None:
    assert [part.words for part in cut([Stretch(100)], 0, 3)] == [33, 33, 34]


def test_the_end_of_an_item_is_better_than_that_of_a_sentence() -> None:
    item = Stretch(28, frozenset({25}), ends_block=False)
    assert cut([item, Stretch(32)], 0, 2)[0].spans == (Span(0, 0, 28),)


def test_the_words_of_the_lead_are_read_with_the_first_part() -> None:
    parts = cut([Stretch(70)], 20, 3)
    assert [part.words for part in parts] == [30, 30, 30]
    assert parts[0].spans == (Span(0, 0, 10),)


def test_a_heading_goes_with_the_words_that_follow_it() -> None:
    parts = cut([Stretch(50), Stretch(0), Stretch(50), Stretch(0)], 0, 2)
    assert [span.stretch for span in parts[0].spans] == [0]
    assert [span.stretch for span in parts[1].spans] == [1, 2, 3]


@given(STRETCHES, st.integers(0, 100), st.integers(1, 12))
def test_every_word_and_every_heading_is_in_exactly_one_part_in_order(
    stretches: list[Stretch], lead_words: int, parts: int
) -> None:
    made = cut(stretches, lead_words, parts)
    assert len(made) == parts
    spans = [span for part in made for span in part.spans]
    seen = [(span.stretch, word) for span in spans for word in range(span.first, span.end)]
    assert seen == [
        (n, word) for n, stretch in enumerate(stretches) for word in range(stretch.words)
    ]
    headings = [span.stretch for span in spans if span.first == span.end]
    assert headings == [n for n, stretch in enumerate(stretches) if stretch.words == 0]
    assert spans == sorted(spans)


@given(STRETCHES, st.integers(0, 30), st.integers(3, 12))
def test_parts_of_a_text_long_enough_are_about_equal(
    stretches: list[Stretch], lead_words: int, parts: int
) -> None:
    stretches = [*stretches, Stretch(1200)]
    size = (sum(stretch.words for stretch in stretches) + lead_words) / parts
    for part in cut(stretches, lead_words, parts):
        assert size / 2 - 2 <= part.words <= size * 3 / 2 + 2
