"""What the editors' page shows of a front: places with their articles, candidates, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from tweipress.articles import queries as articles
from tweipress.articles.frontpage import queries as fronts
from tweipress.articles.frontpage.queries import Prepared
from tweipress.articles.queries import Article
from tweipress.articles.queries import search as searching
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.units import moment
from tweipress.language import zone
from tweipress.pages.frontpage import asking

BEGINS_WITH: Final = timedelta(hours=3)
"""For how long a breaking line stands unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An article in a place; `is_out` is false for one that was taken back, which nobody sees."""

    number: int
    title: str
    language: str
    is_out: bool
    until: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A package on the editors' page."""

    number: int
    title: str
    articles: tuple[Placed, ...]


def page(section: str, prepared: Prepared, words: str) -> dict[str, object]:
    """Return what the template needs."""
    plan = prepared.plan.at(clock.now_ms())
    line = plan.breaking
    linked = [line.article] if line and line.article else []
    known = articles.by_numbers([*plan.articles, *linked])
    candidates = _candidates(section, words)
    return {
        "front": section,
        "version": prepared.version,
        "is_draft": prepared.is_draft,
        "lead": _placed(plan.lead, known) if plan.lead else None,
        "pins": [_placed(pin.article, known, pin.until_ms) for pin in plan.pins],
        "packages": [
            Row(number, package.title, tuple(_placed(one, known) for one in package.articles))
            for number, package in enumerate(plan.packages)
        ],
        "line": line,
        "line_until": asking.field(moment(line.until_ms) if line else clock.now() + BEGINS_WITH),
        "linkable": _linkable(candidates, known.values()),
        "candidates": [article for article in candidates if article.pk not in set(plan.articles)],
        "words": words,
        "history": fronts.history(section),
        "zone": zone.label(zone.local(clock.now())),
        "title_max": fronts.TITLE_CHARS,
        "line_max": fronts.BREAKING_CHARS,
        "query_max": searching.QUERY_CHARS,
        "section_names": articles.sections(),
    }


def open_to(member: MemberId, names: Iterable[str]) -> list[str]:
    """Return the fronts that a member may arrange: the site's is empty."""
    return [name for name in ("", *names) if not fronts.arranging_refusal(member, name)]


def _placed(number: int, known: Mapping[int, Article], until_ms: int = 0) -> Placed:
    article = known.get(number)
    return Placed(
        number,
        article.title if article else f"#{number}",
        article.language if article else "",
        bool(article and article.is_published),
        asking.field(moment(until_ms)) if until_ms else "",
    )


def _candidates(section: str, words: str) -> list[Article]:
    if not words:
        return articles.front_page(section or None)
    asked = searching.question(words, searching.Filters(section, 0, None, None))
    return [hit.article for hit in searching.results(asked).hits]


def _linkable(*groups: Iterable[Article]) -> list[Article]:
    rows = {article.pk: article for group in groups for article in group}
    return [article for article in rows.values() if article.slug]
