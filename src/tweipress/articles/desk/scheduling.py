"""Scheduling: when an article is to be published, who has said so, embargo and expiry.

The author pays, so nothing is scheduled that its author has not scheduled, or let editors publish.
"""

from datetime import datetime, timedelta
from typing import Final

from tweipress.articles.desk import expiry
from tweipress.articles.desk.models import Plan, Stage
from tweipress.articles.desk.planning import ANY, change
from tweipress.articles.desk.rights import right_for
from tweipress.articles.models import Article
from tweipress.articles.publishing import price_twei
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

FAR: Final = timedelta(days=5 * 366)
"""Nobody plans further; a date that is mistyped is more likely."""


def may_schedule(article: Article, plan: Plan | None, member: MemberId) -> bool:
    """Tell whether a member may decide when: the author, or an editor whom the author has let."""
    if article.author_id == member:
        return True
    return plan is not None and plan.editors_may and right_for(article, member) is not None


def schedule(
    by: MemberId, article: Article, edition: int, at: datetime, *, shown_twei: int | None = None
) -> Refused | None:
    """Have an article published at a time; return why that cannot be."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        if refused := _unsettled(stored, plan):
            return refused
        if not may_schedule(stored, plan, by):
            return refuse(Refusal.CONSENT_MISSING)
        if refused := _in_time(at):
            return refused
        if plan.embargo_until is not None and at < plan.embargo_until:
            return refuse(Refusal.EMBARGOED)
        if plan.expires_at is not None and plan.expires_at <= at:
            return refuse(Refusal.EXPIRY_EARLY)
        if stored.author_id == by:
            plan.agreed_twei = _agreed_twei(shown_twei)
        plan.publish_at, plan.scheduled_by_id = at, by
        plan.missed_at, plan.refusal, plan.refusal_figures = None, "", {}
        return None

    return change(by, article, edition, work)


def unschedule(by: MemberId, article: Article) -> Refused | None:
    """Publish it at no time."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        if refused := _unsettled(stored, plan):
            return refused
        plan.publish_at = plan.scheduled_by = None
        return None

    return change(by, article, ANY, work)


def hand_in(
    by: MemberId, article: Article, *, editors_may: bool, shown_twei: int | None = None
) -> Refused | None:
    """Send a text to the desk; its author may let editors publish it, and says so each time."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        if refused := _unsettled(stored, plan) or _not_the_author(stored, by):
            return refused
        plan.stage = Stage.REVIEW
        _let(plan, by, is_let=editors_may)
        if editors_may:
            plan.agreed_twei = _agreed_twei(shown_twei)
        return None

    return change(by, article, ANY, work)


def withdraw(by: MemberId, article: Article) -> Refused | None:
    """Let editors publish it no longer, as its author; what they have scheduled is not."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        if refused := _unsettled(stored, plan) or _not_the_author(stored, by):
            return refused
        _let(plan, by, is_let=False)
        return None

    return change(by, article, ANY, work)


def _let(plan: Plan, author: MemberId, *, is_let: bool) -> None:
    plan.editors_may = is_let
    if not is_let and plan.scheduled_by_id != author:
        plan.publish_at = plan.scheduled_by = None


def _agreed_twei(shown_twei: int | None) -> int:
    """Return what an author agrees to pay: what they were shown, and no more than the price."""
    price = price_twei()
    return price if shown_twei is None else min(shown_twei, price)


def set_dates(
    by: MemberId, article: Article, edition: int, until: datetime | None, expires: datetime | None
) -> Refused | None:
    """Set embargo and expiry of an article; a published one has an expiry alone."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        for new, old in ((until, plan.embargo_until), (expires, plan.expires_at)):
            if new is not None and new != old and (refused := _in_time(new)):
                return refused
        if stored.is_draft:
            if plan.sending:
                return refuse(Refusal.PUBLICATION_OPEN)
            plan.embargo_until = until
        plan.expires_at = expires
        first = plan.publish_at or plan.embargo_until if stored.is_draft else None
        if plan.publish_at and plan.embargo_until and plan.publish_at < plan.embargo_until:
            return refuse(Refusal.EMBARGOED)
        if expires is not None and first is not None and expires <= first:
            return refuse(Refusal.EXPIRY_EARLY)
        expiry.renew(stored, expires)
        return None

    return change(by, article, edition, work)


def seen(by: MemberId, article: Article) -> Refused | None:
    """Put away what the desk says of a time that was missed or refused."""

    def work(_stored: Article, plan: Plan) -> Refused | None:
        plan.missed_at, plan.refusal, plan.refusal_figures = None, "", {}
        return None

    return change(by, article, ANY, work)


def _in_time(at: datetime) -> Refused | None:
    now = clock.now()
    if at <= now:
        return refuse(Refusal.TIME_PAST)
    return refuse(Refusal.TIME_FAR) if at > now + FAR else None


def _unsettled(article: Article, plan: Plan) -> Refused | None:
    """Refuse to plan the publication of what is published, or on its way to the books."""
    if not article.is_draft:
        return refuse(Refusal.ALREADY_PUBLISHED)
    return refuse(Refusal.PUBLICATION_OPEN) if plan.sending or article.asked else None


def _not_the_author(article: Article, member: MemberId) -> Refused | None:
    return None if article.author_id == member else refuse(Refusal.CONSENT_MISSING)
