"""The engine: the index as each database has it, SQLite's FTS5 and PostgreSQL's tsvector.

Both get lexemes and nothing else, so they need no analysis of their own, no positions and no
weights. Answers are read from the newest place on and end when there are enough.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, Protocol

from django.db import connection

from tweipress.articles.search.asking import Question, Word
from tweipress.articles.search.terms import ANY, PLACE_MAX, PLACE_MIN, RANKS
from tweipress.http.fast import statements

PARTS_MAX: Final = 200
"""A statement asks at most so many questions at once: SQLite takes 500."""

SQLITE: Final = (
    "SELECT rowid AS place FROM search_index WHERE search_index MATCH %s"
    " AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s"
)
POSTGRESQL: Final = (
    "SELECT place FROM search_entry WHERE search_lexemes(terms) @@ %s::tsquery"
    " AND place BETWEEN %s AND %s ORDER BY place DESC LIMIT %s"
)
WRITE_LOCK: Final = 5_404
"""PostgreSQL's number of the lock under which the index is written; nothing else has it."""
EVERYWHERE: Final = (PLACE_MIN, PLACE_MAX)
PART: Final = "SELECT {number}, place FROM ({asked}) part{number}"


class Language(Protocol):
    """How a database writes conditions on terms."""

    def term(self, text: str, *, begins: bool = False) -> str:
        """Return the condition that a term occurs."""
        ...

    def all_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that all conditions hold."""
        ...

    def any_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that one of the conditions holds."""
        ...

    def but_not(self, condition: str, others: Sequence[str]) -> str:
        """Return the condition that one holds and none of the others."""
        ...


class Fts5:
    """SQLite's way."""

    def term(self, text: str, *, begins: bool = False) -> str:
        """Return the condition that a term occurs."""
        return f'"{text}" *' if begins else f'"{text}"'

    def all_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that all conditions hold."""
        return f"({' AND '.join(conditions)})"

    def any_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that one of the conditions holds."""
        return f"({' OR '.join(conditions)})"

    def but_not(self, condition: str, others: Sequence[str]) -> str:
        """Return the condition that one holds and none of the others."""
        return f"({condition} NOT {self.any_of(others)})" if others else condition


class Tsquery:
    """PostgreSQL's way."""

    def term(self, text: str, *, begins: bool = False) -> str:
        """Return the condition that a term occurs."""
        return f"'{text}':*" if begins else f"'{text}'"

    def all_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that all conditions hold."""
        return f"({' & '.join(conditions)})"

    def any_of(self, conditions: Sequence[str]) -> str:
        """Return the condition that one of the conditions holds."""
        return f"({' | '.join(conditions)})"

    def but_not(self, condition: str, others: Sequence[str]) -> str:
        """Return the condition that one holds and none of the others."""
        return f"({condition} & !{self.any_of(others)})" if others else condition


LANGUAGES: Final[dict[str, Language]] = {"sqlite": Fts5(), "postgresql": Tsquery()}


def places(asked: Question, most: int) -> list[int]:
    """Return the places that answer a question, at most so many, the best first.

    They come by rank (terms.py), and within a rank the newest first. No rank asks for what the one
    before has given, and the database begins a rank only if those before were too few.
    """
    language = LANGUAGES[connection.vendor]
    facets = [language.any_of([*map(language.term, each)]) for each in asked.filters.terms]
    unwanted = [_condition(language, word, "") for word in asked.without]
    conditions, before = list[str](), list[str]()
    for rank in RANKS if asked.words else ():
        words = language.all_of([_condition(language, word, rank) for word in asked.words])
        wanted = language.all_of([words, *facets])
        conditions.append(language.but_not(wanted, [*before, *unwanted]))
        before = [words]
    if not asked.words:
        wanted = language.all_of([language.term(ANY), *facets])
        conditions.append(language.but_not(wanted, unwanted))
    rows = _parts(conditions, asked.filters.places, most, most)
    return [place for _, place in sorted(rows, key=lambda row: (row[0], -row[1]))]


def having(lexemes: Sequence[str], most: int) -> dict[str, list[int]]:
    """Return for each term the newest places that have it, at most so many of each."""
    language = LANGUAGES[connection.vendor]
    asked = dict.fromkeys(lexemes)
    places_of: dict[str, list[int]] = {lexeme: [] for lexeme in asked}
    names = list(asked)[:PARTS_MAX]
    conditions = [language.term(name) for name in names]
    for number, place in _parts(conditions, EVERYWHERE, most, most * len(names)):
        places_of[names[number]].append(place)
    return places_of


def unknown(words: Iterable[Word]) -> list[Word]:
    """Return those words that occur in no article."""
    asked = list(words)
    language = LANGUAGES[connection.vendor]
    conditions = [_condition(language, word, "") for word in asked]
    rows = _parts(conditions, EVERYWHERE, 1, len(asked))
    known = {number for number, _ in rows}
    return [word for number, word in enumerate(asked) if number not in known]


def wait_for_others() -> None:
    """Let one transaction write the index at a time; SQLite never lets more."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITE_LOCK])


def _condition(language: Language, word: Word, rank: str) -> str:
    """Return the condition that a word occurs at a rank."""
    parts = [language.term(rank + lexeme, begins=word.begins) for lexeme in word.lexemes]
    join: Callable[[Sequence[str]], str] = language.all_of if word.is_paired else language.any_of
    return join(parts)


def _parts(
    conditions: Sequence[str], between: tuple[int, int], each: int, most: int
) -> list[tuple[int, int]]:
    """Return the number of the condition with each place, at most `each` of one, in its order."""
    if not conditions:
        return []
    asked = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    parts = [PART.format(number=number, asked=asked) for number in range(len(conditions))]
    values: list[Any] = [value for condition in conditions for value in (condition, *between, each)]
    sql = f"{' UNION ALL '.join(parts)} LIMIT %s"
    rows = statements.raw(sql, [*values, most])
    return [(int(number), int(place)) for number, place in rows]
