"""The story budget and the calendar as a member sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles.desk import queries as desk
from tweipress.articles.desk.queries import Event, Kind, Line, Plan, Status, Wanted
from tweipress.core.digits import number_in
from tweipress.core.ids import MemberId
from tweipress.core.roles import Right
from tweipress.people.queries import factors
from tweipress.publication import queries as paper

STATUSES: Final[Mapping[Status, Promise]] = {
    Status.IDEA: _("Idea"),
    Status.DRAFT: _("Draft"),
    Status.IN_REVIEW: _("In review"),
    Status.READY: _("Ready"),
    Status.SCHEDULED: _("Scheduled"),
    Status.PUBLISHED: _("Published"),
    Status.TAKEN_BACK: _("Taken back"),
}
KINDS: Final[Mapping[Kind, Promise]] = {
    Kind.DUE: _("Due"),
    Kind.SCHEDULED: _("Scheduled"),
    Kind.EMBARGOED: _("Embargo ends"),
    Kind.EXPIRES: _("Expires"),
    Kind.PUBLISHED: _("Published"),
}
EDITORS: Final = (Right.EDIT, Right.EDIT_SECTION)
PAGES_MAX: Final = 1_000
LAST_YEAR: Final = 2199
FIRST_YEAR: Final = 2000
WEEK: Final = 7
MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Budget:
    """A page of the story budget, what was asked for, and what else can be asked for."""

    lines: tuple[Line, ...]
    wanted: Wanted
    has_more: bool
    sections: tuple[str, ...]
    assignees: tuple[str, ...]
    missed: tuple[Plan, ...]
    today: date
    statuses: Mapping[Status, Promise]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, and what happens on it."""

    day: date
    is_of_month: bool
    is_today: bool
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as whole weeks; `before` and `after` are None at the ends of the calendar."""

    first: date
    days: tuple[Day, ...]
    before: date | None
    after: date | None
    kinds: Mapping[Kind, Promise]


def rights(member: MemberId) -> frozenset[Right]:
    """Return the rights by which a member sees the work of others on the desk."""
    return frozenset(right for right in EDITORS if factors.is_open(member, right))


def budget(member: MemberId, asked: Mapping[str, str], today: date) -> Budget:
    """Return what the story budget shows a member who asks for a part of it."""
    articles = desk.visible(member, rights(member))
    status = next((each for each in Status if each.value == asked.get("status")), None)
    page = number_in(asked.get("page", "1")) or 1
    wanted = Wanted(
        status, asked.get("section", ""), asked.get("assignee", ""), min(page, PAGES_MAX)
    )
    part = desk.budget(articles, wanted)
    return Budget(
        lines=part.lines,
        wanted=wanted,
        has_more=part.has_more,
        sections=tuple(paper.shown().sections),
        assignees=tuple(desk.assignees(articles)),
        missed=tuple(desk.missed(articles, member)),
        today=today,
        statuses=STATUSES,
    )


def month_in(asked: str, today: date) -> date | None:
    """Return the first day of the month that an address names, today's if it names none."""
    if not asked:
        return today.replace(day=1)
    year, _dash, month = asked.partition("-")
    numbers = (number_in(year) or 0, number_in(month) or 0)
    if not FIRST_YEAR <= numbers[0] <= LAST_YEAR or numbers[1] > MONTHS:
        return None
    return date(*numbers, 1) if numbers[1] else None


def month(member: MemberId, first: date, today: date) -> Month:
    """Return what the calendar shows of a month."""
    first, next_one = desk.month_of(first)
    begin = first - timedelta(days=first.weekday())
    end = next_one + timedelta(days=-next_one.weekday() % WEEK)
    articles = desk.visible(member, rights(member))
    events: dict[date, list[Event]] = {}
    for event in desk.happens(articles, begin, end):
        events.setdefault(event.day, []).append(event)
    days = (begin + timedelta(days=count) for count in range((end - begin).days))
    last_one = (first - timedelta(days=1)).replace(day=1)
    return Month(
        first=first,
        days=tuple(
            Day(day, day.month == first.month, day == today, tuple(events.get(day, ())))
            for day in days
        ),
        before=last_one if last_one.year >= FIRST_YEAR else None,
        after=next_one if next_one.year <= LAST_YEAR else None,
        kinds=KINDS,
    )
