"""The page of an article's plan."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.utils.functional import Promise

from tweipress.articles import queries as articles
from tweipress.articles.desk import queries as desk
from tweipress.articles.desk.queries import (
    DatesForm,
    Plan,
    PlanForm,
    ScheduleForm,
    Status,
)
from tweipress.articles.queries import Article
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.state.outcome import Refused
from tweipress.language import zone
from tweipress.pages.desk.budget import STATUSES
from tweipress.people.queries import factors


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a plan shows a member.

    `refused` is why the article would not be published if that were asked for now. `zone` is the
    name of the time zone of every time on the page.
    """

    article: Article
    plan: Plan
    status: Status
    says: Promise
    is_author: bool
    may_work: bool
    may_take_on: bool
    may_schedule: bool
    may_rule: bool
    price_twei: int
    refused: Refused | None
    zone: str
    forms: dict[str, Form] = field(default_factory=dict)


def seen_by(member: MemberId, code: str) -> Article | None:
    """Return an article if this member may see its plan, else None."""
    article = desk.with_plan(code)
    if article is None:
        return None
    if desk.is_own(article, member):
        return article
    right = desk.right_for(article, member)
    if right is not None:
        factors.require(member, right)
        return article
    return article if desk.may_take_on(article, desk.plan_of(article), member) else None


def sheet(member: MemberId, article: Article, sent: dict[str, Form]) -> Sheet:
    """Return the page, with the forms that were sent as they were sent."""
    plan = desk.as_told(desk.plan_of(article) or Plan(article=article), article, member)
    refused = articles.publishing(article).refused if article.is_draft else None
    status = desk.status_of(article, books.live_reviews())
    return Sheet(
        article=article,
        plan=plan,
        status=status,
        says=STATUSES[status],
        is_author=article.author_id == member,
        may_work=desk.may_work_on(article, member),
        may_take_on=desk.may_take_on(article, plan, member),
        may_schedule=article.is_draft and desk.may_schedule(article, plan, member),
        may_rule=desk.right_for(article, member) is not None,
        price_twei=desk.price_twei(),
        refused=desk.told(refused, article, member),
        zone=str(zone.in_force()),
        forms={**forms(article), **sent},
    )


def forms(article: Article, data: Any = None, which: str = "") -> dict[str, Form]:
    """Return the forms of a plan; of those that were sent, `which` is filled with it."""
    plan = desk.plan_of(article) or Plan(article=article)
    dates = {"embargo": plan.embargo_until, "expiry": plan.expires_at}
    is_draft = article.is_draft
    made: dict[str, Form] = {
        "plan": PlanForm(data if which == "plan" else None, initial=dict(desk.form_of(plan))),
        "dates": DatesForm(data if which == "dates" else None, initial=dates, is_draft=is_draft),
        "schedule": ScheduleForm(
            data if which == "schedule" else None, initial={"at": plan.publish_at}
        ),
    }
    return made
