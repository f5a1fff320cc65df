"""Reads of the checklist: what is required, how an article stands, and what it is refused for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tweipress.articles.approvals import digest
from tweipress.articles.checklist.forms import ChecklistForm
from tweipress.articles.checklist.items import Item, item_of, item_of_line
from tweipress.articles.checklist.models import Kind, Line, Rule, Tick
from tweipress.articles.models import Article
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

__all__ = [
    "ChecklistForm",
    "Item",
    "items",
    "lines",
    "missing",
    "required",
    "rules",
    "ticked_by",
    "unmet",
]


@dataclass(frozen=True, slots=True)
class OwnTick:
    """A line that a member has ticked, as they take it along."""

    article: int
    line: str
    at: datetime


def rules() -> list[Rule]:
    """Return what is required, in the order in which it is shown."""
    order = list(Kind.values)
    known = [rule for rule in Rule.objects.all() if rule.kind in order]
    return sorted(known, key=lambda rule: order.index(rule.kind))


def lines() -> list[Line]:
    """Return the operator's own lines in their order."""
    return list(Line.objects.all())


def required() -> list[str]:
    """Return all that is required, in words."""
    return [str(Kind(rule.kind).label) for rule in rules()] + [line.text for line in lines()]


def items(article: Article) -> list[Item]:
    """Return an article's checklist; empty if nothing is required here."""
    made = [item for rule in rules() if (item := item_of(rule, article)) is not None]
    own = lines()
    if not own:
        return made
    ticks = {tick.line_id: tick for tick in article.ticks.select_related("by")}
    now = digest(article)
    return [*made, *(item_of_line(line, ticks.get(line.pk), now) for line in own)]


def missing(article: Article) -> list[Item]:
    """Return what an article still needs before it may be published here."""
    return [item for item in items(article) if not item.is_met]


def unmet(article: Article) -> Refused | None:
    """Refuse to publish an article whose checklist is not done; None if it is."""
    open_items = missing(article)
    return refuse(Refusal.CHECKLIST_OPEN, missing=len(open_items)) if open_items else None


def ticked_by(member: MemberId) -> Iterator[OwnTick]:
    """Yield the lines that a member has ticked, first the first."""
    rows = Tick.objects.filter(by=member).order_by("pk")
    for row in rows.values_list("article", "line__text", "at").iterator():
        yield OwnTick(*row)
