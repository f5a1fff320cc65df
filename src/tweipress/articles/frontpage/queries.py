"""Reads of fronts: what is shown, kept in memory until it changes, and what is being prepared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import Error

from tweipress.articles.frontpage import bounds
from tweipress.articles.frontpage import plan as plans
from tweipress.articles.frontpage.bounds import BREAKING_CHARS, BREAKING_MAX_H, TITLE_CHARS
from tweipress.articles.frontpage.models import Arrangement, Front
from tweipress.articles.frontpage.plan import PINS, Plan
from tweipress.articles.frontpage.rights import arranging_refusal, may_arrange
from tweipress.articles.models import Article
from tweipress.articles.queries.rows import READ, stories
from tweipress.bank.clock import now_ms
from tweipress.http.fast import changes
from tweipress.http.fast.statements import Statement
from tweipress.publication.queries import names_of, section_name

__all__ = [
    "BREAKING_CHARS",
    "BREAKING_MAX_H",
    "PINS",
    "TITLE_CHARS",
    "Arranged",
    "Bundle",
    "Prepared",
    "arranged",
    "arranging_refusal",
    "history",
    "laid_out",
    "may_arrange",
    "prepared",
]

PLACED: Final = Statement(lambda numbers: stories().filter(pk__in=numbers))
REST: Final = Statement(lambda numbers: stories().exclude(pk__in=numbers)[:READ])
REST_OF: Final = Statement(
    lambda names, numbers: stories().filter(section__in=names).exclude(pk__in=numbers)[:READ]
)
NOBODYS: Final = (0,)
"""Stands for no article at all, where a statement takes some."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package as it is shown: the first of its articles leads."""

    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A breaking line as it is shown, with the article that it leads to, if any."""

    text: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Arranged:
    """A front with its articles; what was taken back is not among them. `rest` is the newest."""

    lead: Article | None
    pins: tuple[Article, ...]
    packages: tuple[Bundle, ...]
    line: Line | None
    rest: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A front as its editors see it: what is prepared, or else shown; `is_draft` tells which."""

    section: str
    version: int
    plan: Plan
    is_draft: bool


_kept: tuple[changes.Mark, Mapping[str, Plan]] | None = None


def arranged(section: str | None) -> Arranged | None:
    """Return a front as an editor has arranged it, None if it shows the newest alone."""
    plan = _shown().get(section or "")
    plan = plan.at(now_ms()) if plan else plans.NOTHING
    return laid_out(section, plan) if plan != plans.NOTHING else None


def laid_out(section: str | None, plan: Plan) -> Arranged:
    """Return a plan with its articles; two reads."""
    placed = plan.articles
    linked = [plan.breaking.article] if plan.breaking and plan.breaking.article else []
    known = {article.pk: article for article in PLACED.rows([*placed, *linked] or NOBODYS)}
    own = placed or NOBODYS
    rest = REST.rows(own) if section is None else REST_OF.rows(names_of(section), own)
    bundles = (
        Bundle(package.title, tuple(known[one] for one in package.articles if one in known))
        for package in plan.packages
    )
    line = plan.breaking
    return Arranged(
        known.get(plan.lead),
        tuple(known[pin.article] for pin in plan.pins if pin.article in known),
        tuple(bundle for bundle in bundles if bundle.articles),
        Line(line.text, known.get(line.article)) if line else None,
        tuple(rest),
    )


def prepared(section: str) -> Prepared:
    """Return what is being prepared for a front; the site's has no section."""
    front = of_section(section) or Front(section=section)
    is_draft = front.draft is not None
    plan = plans.stored(front.draft if front.draft is not None else front.shown)
    return Prepared(section, front.version, plan, is_draft)


def history(section: str) -> list[Arrangement]:
    """Return how a front was arranged before, and by whom, the newest first."""
    front = of_section(section)
    if front is None:
        return []
    return list(front.arrangements.select_related("by")[: bounds.KEPT])


def of_section(section: str) -> Front | None:
    """Return the front of a section, also one that was begun under a former name of it."""
    rows = {row.section: row for row in Front.objects.filter(section__in=_names(section))}
    return next((rows[name] for name in _names(section) if name in rows), None)


def _names(section: str) -> list[str]:
    return names_of(section) if section else [""]


def _shown() -> Mapping[str, Plan]:
    """Return the plans that are shown, by section; read again once anything was changed."""
    global _kept  # noqa: PLW0603  # one for the whole process, as a site has one of each front
    mark, kept = changes.seen(), _kept
    if kept is not None and kept[0] == mark:
        return kept[1]
    mark = changes.mark()
    try:
        rows = list(Front.objects.order_by("pk").values_list("section", "shown"))
    except Error:
        return kept[1] if kept is not None else {}
    plan_of = {section_name(name): plans.stored(plan) for name, plan in rows}
    plan_of |= {name: plans.stored(plan) for name, plan in rows if section_name(name) == name}
    _kept = (mark, plan_of)
    return plan_of
