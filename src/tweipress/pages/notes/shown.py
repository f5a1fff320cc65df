"""What is shown of an article to those who work on it: its passages, notes and checklist."""

from collections.abc import Sequence
from dataclasses import dataclass

from tweipress.articles.checklist import queries as checklist
from tweipress.articles.checklist.queries import Item
from tweipress.articles.notes import queries as notes
from tweipress.articles.notes.queries import NOTE_CHARS, QUOTE_CHARS, Passage, Placed
from tweipress.articles.queries import Article
from tweipress.bank import queries as books


@dataclass(frozen=True, slots=True)
class Board:
    """An article's notes and its checklist; `is_open` tells whether anything can be added."""

    article: Article
    is_open: bool
    passages: Sequence[Passage]
    open_notes: Sequence[Placed]
    resolved: Sequence[Placed]
    items: Sequence[Item]
    note_max: int = NOTE_CHARS
    quote_max: int = QUOTE_CHARS

    @property
    def left(self) -> int:
        """Return how many items of the checklist are not done."""
        return sum(not item.is_met for item in self.items)

    @property
    def gone(self) -> list[Placed]:
        """Return the open notes whose passage is gone."""
        return [each for each in self.open_notes if each.passage is None]

    def at(self, passage: Passage) -> list[Placed]:
        """Return the open notes on a passage."""
        return [each for each in self.open_notes if each.passage == passage.number]


def board(article: Article) -> Board:
    """Return the notes of an article, and its checklist until it is published."""
    with books.read_session():
        passages = notes.passages(article.text)
        placed = notes.notes_of(article, passages)
        return Board(
            article=article,
            is_open=not article.is_taken_back,
            passages=passages,
            open_notes=[each for each in placed if each.note.is_open],
            resolved=[each for each in placed if not each.note.is_open],
            items=checklist.items(article) if article.is_draft else (),
        )
