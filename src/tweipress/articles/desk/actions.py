"""Writes of the desk: ideas, plans, schedules, embargo and expiry, calendar addresses."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tweipress.articles.actions import save_draft
from tweipress.articles.desk import address
from tweipress.articles.desk.address import renew as renew_address
from tweipress.articles.desk.expiry import expire_due
from tweipress.articles.desk.models import Plan, Stage
from tweipress.articles.desk.planning import Planned, plan, take_on
from tweipress.articles.desk.scheduling import (
    hand_in,
    schedule,
    seen,
    set_dates,
    unschedule,
    withdraw,
)
from tweipress.articles.desk.sending import Failed, StillWaitingError, publish_due, publish_now
from tweipress.articles.models import Article
from tweipress.core.ids import MemberId

__all__ = [
    "Failed",
    "Planned",
    "StillWaitingError",
    "expire_due",
    "forget_all",
    "hand_in",
    "new_idea",
    "plan",
    "publish_due",
    "publish_now",
    "renew_address",
    "schedule",
    "seen",
    "set_dates",
    "take_on",
    "unschedule",
    "withdraw",
]


def new_idea(by: MemberId, data: Mapping[str, Any], planned: Planned) -> Article:
    """Save an idea: an article with a title and no text; it counts as a draft of its author.

    LockedError says why there can be no more, ContentError what is wrong with its title.
    """
    with transaction.atomic():
        article = save_draft(by, data)
        Plan.objects.create(
            article=article,
            edition=1,
            stage=Stage.IDEA,
            note=planned.note,
            assignee_id=planned.assignee,
            due=planned.due,
        )
    return article


def forget_all(member: MemberId) -> None:
    """Give what a member was to do to nobody, and forget the member's calendar address."""
    Plan.objects.filter(assignee=member).update(assignee=None)
    address.forget(member)
