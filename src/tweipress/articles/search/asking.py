"""Asking: what somebody typed, as words that articles must have and words that they must not have.

Any text is a question: what is no word is left out, quotes and operators too. So nothing that is
typed reaches a database but lexemes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Final

from tweipress.articles.search import lexemes, stopwords, terms
from tweipress.articles.text.content import tidy
from tweipress.publication.queries import all_names

QUERY_CHARS: Final = 200
WORDS_MAX: Final = 8
"""Words beyond these are left out: each costs the database a list."""
PIECES_MAX: Final = 24
"""Pairs of a long word beyond these are left out, for the same reason."""
QUERIES_KEPT: Final = 256
MINUS: Final = re.compile(r"(?:^|\s)[-−](?=[^\s-])")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word that is asked for, and its lexemes.

    All of them have to occur if they are pairs of the word's signs, else one of them. A single sign
    `begins` words.
    """

    text: str
    lexemes: tuple[str, ...]
    is_paired: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """Where is searched: a news section by a name it has or had, an author by number, days."""

    section: str = ""
    author: int = 0
    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.section or self.author or self.first or self.last)

    @property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """Return sets of terms; of each every article has to have one.

        An article is indexed under the name that its section had when it was written.
        """
        names = all_names([self.section]) if self.section else ()
        author = (terms.author_term(self.author),) if self.author else ()
        return tuple(filter(None, (tuple(map(terms.section_term, names)), author)))

    @property
    def places(self) -> tuple[int, int]:
        """Return the first and the last place that is searched."""
        first = datetime.combine(self.first, time(), UTC) if self.first else None
        last = datetime.combine(self.last, time(), UTC) if self.last else None
        return terms.day_places(first, last)


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for."""

    words: tuple[Word, ...] = ()
    without: tuple[Word, ...] = ()
    filters: Filters = Filters()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to search for."""
        return not (self.words or self.without or self.filters)


def question(text: str, filters: Filters | None = None) -> Question:
    """Return the question of a text and filters."""
    asked = _question(text[:QUERY_CHARS])
    return replace(asked, filters=filters) if filters else asked


def word(text: str) -> Word:
    """Return a folded word as it is asked for."""
    if not lexemes.is_paired(text):
        return Word(text, lexemes.asked_for(text))
    bare = lexemes.without_particle(text)
    begins = len(bare) == 1
    return Word(bare, lexemes.pairs(bare)[:PIECES_MAX], is_paired=True, begins=begins)


@lru_cache(maxsize=QUERIES_KEPT)
def _question(text: str) -> Question:
    first, *others = MINUS.split(tidy(text))
    wanted, unwanted = [first], []
    for other in others:
        head, _, rest = other.partition(" ")
        unwanted.append(head)
        wanted.append(rest)
    words = list(dict.fromkeys(lexemes.words(" ".join(wanted))))
    telling = [each for each in words if each not in stopwords.ALL] or words
    return Question(_words(telling), _words(dict.fromkeys(lexemes.words(" ".join(unwanted)))))


def _words(texts: Iterable[str]) -> tuple[Word, ...]:
    return tuple(word(text) for text in list(texts)[:WORDS_MAX])


def with_words(asked: Question, words: Sequence[Word]) -> Question:
    """Return a question with other words."""
    return replace(asked, words=tuple(words))
