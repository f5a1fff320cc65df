"""What readers search for: published articles with passages in which the words are marked."""

from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString

from tweipress.articles.models import Article
from tweipress.articles.queries.rows import PAGE, STORY
from tweipress.articles.search import asking, engine, snippets, typos
from tweipress.articles.search.asking import QUERY_CHARS, Filters, Question, question
from tweipress.articles.search.models import Entry
from tweipress.http.fast.statements import Statement

__all__ = [
    "PAGES_MAX",
    "QUERY_CHARS",
    "Filters",
    "Hit",
    "Question",
    "Results",
    "question",
    "results",
]

PAGES_MAX: Final = 10
"""Nobody reads on; whoever wants older ones says a date. Each page reads those before again."""
HITS: Final = Statement(
    lambda places: (
        Entry.objects.filter(
            place__in=places, article__posting_seq__isnull=False, article__undo_seq=None
        )
        .select_related("article__author")
        .only("text", *(f"article__{field}" for field in STORY))
    )
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers, and a passage of its text as clean HTML, which may be empty."""

    article: Article
    snippet: SafeString


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the best first; `meant` are words that were asked for instead of others."""

    hits: tuple[Hit, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    has_more: bool = False


def results(asked: Question, page: int = 1) -> Results:
    """Return a page of the published articles that answer a question.

    First those with all words in their titles, then those with all in title, lead and headings,
    then those that speak of them often, then the rest; of the same kind the newest first. If there
    is none, words that no article has are taken for typos.
    """
    if asked.is_empty or page > PAGES_MAX:
        return Results()
    places = engine.places(asked, page * PAGE + 1)
    if places or not asked.words or page > 1:
        return _shown(asked, places, page)
    meant = {
        word: near
        for word in engine.unknown(asked.words)
        if (near := typos.corrected(word)) is not None
    }
    if not meant:
        return Results()
    corrected = asking.with_words(asked, [meant.get(word, word) for word in asked.words])
    said = tuple((word.text, near.text) for word, near in meant.items())
    return _shown(corrected, engine.places(corrected, PAGE + 1), 1, said)


def _shown(
    asked: Question, places: list[int], page: int, meant: tuple[tuple[str, str], ...] = ()
) -> Results:
    here = places[(page - 1) * PAGE : page * PAGE]
    entries = {entry.place: entry for entry in HITS.rows(here)}
    hits = tuple(
        Hit(entries[place].article, snippets.snippet(entries[place].text, asked.words))
        for place in here
        if place in entries  # one may have been taken back this very moment
    )
    return Results(hits, meant, has_more=len(places) > page * PAGE and page < PAGES_MAX)
