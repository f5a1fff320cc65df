"""Related articles: those that speak of the same, worked out when an article is published.

What an article speaks of are the terms of its title, its lead, its headings, and those that stand
in it often. A term that few articles share says more than one that many do. The result is kept with
the article and with those it names, so that no page looks for it.
"""

from collections import defaultdict
from collections.abc import Collection
from functools import cache
from math import log2
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet

from tweipress.articles.search import engine, lexemes, stopwords, terms
from tweipress.articles.search.models import Entry, Related
from tweipress.publication.queries import section_name

KEPT_MAX: Final = 6
"""So many are kept; when one is taken back, the others stay."""
SHOWN_MAX: Final = 4
TERMS_MAX: Final = 40
"""So many of an article's terms are looked for, the ones that others are found by first."""
FEW: Final = 4
SHARED_MAX: Final = 100
"""What more than a quarter of all articles speak of, or more than a hundred, relates none; what a
handful speak of always does."""
COMPARED_MAX: Final = 40
"""Of so many the sections are compared."""
SHARED_MIN: Final = 2
"""One shared term is chance; the same section counts as one."""
SECTION_WEIGHT: Final = 1.0
"""As much as a term that every second article has."""
RANKS: Final = terms.RANKS[:3]
PLACE_AND_SECTION: Final = ("place", "article__section")


def work_out(place: int) -> None:
    """Keep which articles are related to the one at a place, and renew theirs."""
    for other in renew(place):
        renew(other)


def renew(place: int) -> list[int]:
    """Keep which articles are related to the one at a place; return their places."""
    with transaction.atomic():
        engine.wait_for_others()  # else it could name what is being taken back
        entry = Entry.objects.filter(place=place).first()
        return _keep(entry) if entry else []


def forget(article: int) -> None:
    """Let an article be related to none, and let no other name it."""
    naming = list(Related.objects.filter(other=article).values_list("article", flat=True))
    Related.objects.filter(other=article).delete()
    Related.objects.filter(article=article).delete()
    tell(naming)


def rename(article: int) -> None:
    """Let the articles that name an article call it as it is called now."""
    tell(list(Related.objects.filter(other=article).values_list("article", flat=True)))


def tell(articles: Collection[int]) -> None:
    """Write anew, with each of these articles, what its page shows of the related ones."""
    shown = named(Related.objects.filter(article__in=articles))
    entries = list(Entry.objects.filter(article__in=articles).order_by("place").only("article"))
    for entry in entries:
        entry.related = shown.get(entry.article_id, [])
    Entry.objects.bulk_update(entries, ["related"], batch_size=engine.PARTS_MAX)


def named(rows: QuerySet[Related]) -> dict[int, list[list[Any]]]:
    """Return by article which others its page shows: address, title and picture, as now."""
    shown = defaultdict[int, list[list[Any]]](list)
    columns = ("article", "other__slug", "other__title", "other__picture")
    for number, *other in rows.order_by("article", "rank").values_list(*columns):
        if len(shown[number]) < SHOWN_MAX:
            shown[number].append(other)
    return shown


def _keep(entry: Entry) -> list[int]:
    """Write down which articles are related to one; return their places."""
    best = closest(entry)
    numbers = dict(Entry.objects.filter(place__in=best).values_list("place", "article"))
    Related.objects.filter(article=entry.article_id).delete()
    Related.objects.bulk_create(
        Related(article_id=entry.article_id, other_id=numbers[place], rank=rank)
        for rank, place in enumerate(place for place in best if place in numbers)
    )
    Entry.objects.filter(pk=entry.pk).update(is_related=True)
    tell([entry.article_id])
    return best


def closest(entry: Entry) -> list[int]:
    """Return the places of the articles that are closest to an entry's, the closest first."""
    articles = Entry.objects.count()
    few = min(SHARED_MAX, max(KEPT_MAX + 1, articles // FEW))
    weights, shared = defaultdict[int, float](float), defaultdict[int, int](int)
    for places in engine.having(_spoken_of(entry.terms), SHARED_MAX + 1).values():
        if len(places) > few:
            continue
        for place in places:
            weights[place] += log2(1 + articles / len(places))
            shared[place] += 1
    weights.pop(entry.place, None)
    nearest = sorted(weights, key=lambda place: (-weights[place], -place))[:COMPARED_MAX]
    sections = dict(Entry.objects.filter(place__in=nearest).values_list(*PLACE_AND_SECTION))
    own = section_name(entry.article.section)
    for place in nearest:
        if own and section_name(sections.get(place, "")) == own:
            weights[place] += SECTION_WEIGHT
            shared[place] += 1
    enough = [place for place in nearest if place in sections and shared[place] >= SHARED_MIN]
    return sorted(enough, key=lambda place: (-weights[place], -place))[:KEPT_MAX]


def _spoken_of(stored: str) -> list[str]:
    """Return the terms that say what an article is about, those of its title first."""
    ranks: list[list[str]] = [[], [], []]
    for term in stored.split():
        lexeme = term[1:]
        if term[0] in RANKS and len(lexeme) > 1 and lexeme not in _silent():
            ranks[RANKS.index(term[0])].append(lexeme)
    chosen = dict.fromkeys(lexeme for rank in ranks for lexeme in rank)
    return [RANKS[-1] + lexeme for lexeme in list(chosen)[:TERMS_MAX]]


@cache
def _silent() -> frozenset[str]:
    """Return the lexemes of the words that say nothing."""
    languages = (lexemes.ENGLISH, lexemes.SPANISH)
    return frozenset(
        lexeme
        for word in stopwords.ALL
        for language in languages
        for lexeme in (word, *lexemes.of_word(word, language))
    )
