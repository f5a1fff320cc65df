"""Reads of the desk: the story budget, the calendar, one article's plan, a member's own plans."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import F, Q, QuerySet

from tweipress.articles.desk.address import member_of, token
from tweipress.articles.desk.calendar import Event, Kind, events, month_of
from tweipress.articles.desk.expiry import is_due as is_expiry_due
from tweipress.articles.desk.forms import DatesForm, IdeaForm, PlanForm, ScheduleForm
from tweipress.articles.desk.models import Plan, Stage
from tweipress.articles.desk.moments import comes_twice
from tweipress.articles.desk.planning import is_idea, may_take_on
from tweipress.articles.desk.rights import (
    is_own,
    may_work_on,
    of_sections,
    own,
    right_for,
    told,
)
from tweipress.articles.desk.scheduling import may_schedule
from tweipress.articles.desk.sending import is_due as is_publication_due
from tweipress.articles.desk.status import UNPUBLISHED, Status, having, plan_of, status_of
from tweipress.articles.models import Article
from tweipress.articles.publishing import price_twei
from tweipress.articles.queries.rows import listed
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.publication.queries import names_of

__all__ = [
    "UNPUBLISHED",
    "Budget",
    "DatesForm",
    "Event",
    "IdeaForm",
    "Kind",
    "Line",
    "Plan",
    "PlanForm",
    "ScheduleForm",
    "Stage",
    "Status",
    "Wanted",
    "as_told",
    "assignees",
    "budget",
    "comes_twice",
    "form_of",
    "happens",
    "is_expiry_due",
    "is_idea",
    "is_own",
    "is_publication_due",
    "may_schedule",
    "may_take_on",
    "may_work_on",
    "member_of",
    "missed",
    "month_of",
    "plan_of",
    "plans_of",
    "price_twei",
    "right_for",
    "status_of",
    "token",
    "told",
    "visible",
    "with_plan",
]

PAGE: Final = 50
"""Lines of a story budget at once."""
MISSED_MAX: Final = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a story budget is asked for; None and empty are everything."""

    status: Status | None = None
    section: str = ""
    assignee: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """An article in the story budget."""

    article: Article
    status: Status
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Budget:
    """A page of the story budget."""

    lines: tuple[Line, ...]
    has_more: bool


def visible(member: MemberId, rights: Collection[Right]) -> QuerySet[Article]:
    """Return the articles that a member with these rights may see on the desk, with their plans.

    That is what the member may work on, and the ideas that are the member's to write.
    """
    articles = listed().select_related("author", "plan", "plan__assignee")
    if Right.EDIT in rights:
        return articles
    mine = Q(plan__assignee=member, plan__stage=Stage.IDEA, posting_seq=None, words=0)
    theirs = of_sections(member) if Right.EDIT_SECTION in rights else Q(pk=None)
    return articles.filter(own(member) | mine | theirs)


def budget(articles: QuerySet[Article], wanted: Wanted) -> Budget:
    """Return a page of a story budget: what is due first, then what was changed last."""
    reviews = books.live_reviews()
    if wanted.status is None:
        articles = articles.filter(posting_seq=None)
    else:
        articles = articles.filter(having(wanted.status, reviews))
    if wanted.section:
        articles = articles.filter(section__in=names_of(wanted.section))
    if wanted.assignee:
        articles = articles.filter(plan__assignee__name=wanted.assignee)
    articles = articles.order_by(F("plan__due").asc(nulls_last=True), "-updated", "-pk")
    begin = (wanted.page - 1) * PAGE
    rows = list(articles[begin : begin + PAGE + 1])
    lines = (Line(row, status_of(row, reviews), plan_of(row)) for row in rows[:PAGE])
    return Budget(tuple(lines), len(rows) > PAGE)


def assignees(articles: QuerySet[Article]) -> list[str]:
    """Return the names of those who have something to do in the articles that are not out."""
    waiting = articles.filter(posting_seq=None, plan__assignee__isnull=False).order_by()
    names = waiting.values_list("plan__assignee__name", flat=True)
    return sorted(set(names))


def missed(articles: QuerySet[Article], member: MemberId) -> list[Plan]:
    """Return the plans whose time was missed or refused, until somebody has put that away."""
    rows = articles.filter(plan__missed_at__isnull=False).order_by("-plan__missed_at")
    return [as_told(plan, row, member) for row in rows[:MISSED_MAX] if (plan := plan_of(row))]


def as_told(plan: Plan, article: Article, member: MemberId) -> Plan:
    """Return a plan whose refusal says of its author what this member is told."""
    if refused := told(plan.refused, article, member):
        plan.refusal, plan.refusal_figures = refused.name, refused.figures
    return plan


def happens(articles: QuerySet[Article], first: date, after: date) -> list[Event]:
    """Return what happens to articles from one day to before another."""
    return events(articles, first, after)


def with_plan(code: str) -> Article | None:
    """Return an article with its author and its plan, by its writers' code."""
    rows = listed().filter(code=code).select_related("author", "plan", "plan__assignee")
    return rows.first()


def form_of(plan: Plan | None) -> Mapping[str, Any]:
    """Return what the form of a plan begins with."""
    plan = plan or Plan()
    assignee = getattr(plan.assignee, "name", "")
    return {"stage": plan.stage, "note": plan.note, "assignee": assignee, "due": plan.due}


def plans_of(author: MemberId) -> Iterator[Plan]:
    """Yield the plans of an author's articles, as the author takes them along."""
    rows = Plan.objects.filter(article__author=author).select_related("article", "assignee")
    yield from rows.order_by("article").iterator(500)
