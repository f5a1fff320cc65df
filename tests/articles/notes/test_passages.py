"""Passages: how a text is counted for notes, and how a quote is found again after edits."""

import pytest

from tests.articles.conftest import data
from tweipress.articles.drafts import checked
from tweipress.articles.notes.models import QUOTE_CHARS, Note
from tweipress.articles.notes.passages import passage_of, passages, quoted
from tweipress.articles.text.content import Text


def text(*blocks: object, lead: str = "") -> Text:
    made = [
        {"kind": "paragraph", "text": block} if isinstance(block, str) else block
        for block in blocks
    ]
    sections = [{"heading": "Heading", "blocks": made}]
    return checked(data(title="Title", lead=lead, sections=sections))


def lines(of: Text) -> list[str]:
    return [passage.text for passage in passages(of)]


def noted(of: Text, words: str, number: int | None = None) -> Note:
    about = quoted(passages(of), number, words)
    assert about is not None
    return Note(passage=about.passage, quote=about.quote, before=about.before, after=about.after)


def place(note: Note, of: Text) -> str | None:
    number = passage_of(note, passages(of))
    return None if number is None else lines(of)[number - 1]


def test_a_text_has_a_passage_for_whatever_somebody_can_write_about() -> None:
    of = text(
        "A *loud* [word](https://a.example/).",
        {"kind": "subheading", "text": "Below"},
        {"kind": "list", "items": ["One", {"text": "Two", "items": ["Three"]}]},
        {"kind": "quote", "text": "Said.", "source": "by her"},
        {"kind": "code", "text": "a = 1\n  b = 2"},
        {"kind": "table", "head": ["A", "B"], "rows": [["1", "**2**"]], "caption": "Of it"},
        {"kind": "picture", "picture": 7, "alt": "A bee", "caption": ""},
        {"kind": "picture", "picture": 8, "alt": "", "caption": ""},
        lead="A lead.",
    )
    assert lines(of) == [
        *("Title", "A lead.", "Heading", "A loud word.", "Below", "One", "Two", "Three"),
        *("Said.", "by her", "a = 1 b = 2", "A B", "1 2", "Of it", "A bee", "picture:8"),
    ]


def test_a_quote_is_found_where_it_has_moved_to() -> None:
    note = noted(text("First.", "Bees vote by dancing.", "Last."), "vote by")
    later = text("A new one.", "First, longer.", "Now bees vote by shaking.", "Last.")
    assert place(note, later) == "Now bees vote by shaking."


def test_a_quote_that_was_rewritten_is_gone_and_comes_back_with_its_words() -> None:
    note = noted(text("Bees vote by dancing."), "vote by dancing")
    assert place(note, text("Bees decide by dancing.")) is None
    assert place(note, text("They *vote by dancing*, too.")) == "They vote by dancing, too."


def test_of_the_same_words_those_are_meant_that_stand_as_they_did() -> None:
    of = text("The tide came.", "The boats came in.", "And the tide came again.")
    note = noted(of, "came", number=4)
    assert place(note, of) == "The boats came in."
    later = text("In spring the tide came.", "The tide came.", "Then all boats came in.")
    assert place(note, later) == "Then all boats came in."


def test_of_equal_passages_the_nearest_is_meant() -> None:
    note = noted(text("Same.", "Same.", "Same."), "Same.", number=5)
    assert passage_of(note, passages(text("Same.", "Same.", "Same."))) == 5
    assert passage_of(note, passages(text("Same."))) == 3


def test_a_note_on_a_whole_paragraph_quotes_how_it_begins() -> None:
    long = "word " * 200
    note = noted(text(long, "Short."), "", number=3)
    assert len(note.quote) <= QUOTE_CHARS
    assert note.quote.endswith("word")
    assert place(note, text("New.", long + "and more")) == (long + "and more").strip()
    unbroken = noted(text("x" * 500), "", number=3)
    assert unbroken.quote == "x" * QUOTE_CHARS


@pytest.mark.parametrize(("number", "words"), [(0, ""), (99, ""), (None, ""), (3, "nowhere")])
def test_words_that_are_not_there_are_no_passage(number: int | None, words: str) -> None:
    assert quoted(passages(text("Bees.")), number, words) is None
