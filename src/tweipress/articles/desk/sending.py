"""Sending what is due to the books: once, also after a kill, and late rather than never.

Nobody has to remember a schedule: the job asks which plans are due. Before an article is sent its
plan says so; what was sent is asked for under the same key again, so it is paid for once.
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog
from django.db import transaction
from django.db.models import QuerySet

from tweipress.articles.desk.models import Plan
from tweipress.articles.desk.rights import told
from tweipress.articles.desk.scheduling import may_schedule
from tweipress.articles.models import Article
from tweipress.articles.publishing import price_twei, publish
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

LATE: Final = timedelta(minutes=10)
"""A job is begun within seconds and tried again within minutes: later, the site was not there."""
PASSING: Final = frozenset(
    {Refusal.BOOKS_BUSY, Refusal.BOOKS_FAILED, Refusal.DAY_CLOSED, Refusal.PUBLICATION_OPEN}
)
"""What says nothing of the article: it is sent again."""
_log = structlog.get_logger("tweipress.desk")


class Failed(NamedTuple):
    """An article that was not published at its time, and who had said when."""

    article: Article
    refused: Refused
    at: datetime
    scheduled_by: int | None


class StillWaitingError(RuntimeError):
    """The books gave no answer to something that is due: the job has to come again."""


class Round(NamedTuple):
    """What became of everything that was due."""

    failed: tuple[Failed, ...]
    waiting: int


def is_due() -> bool:
    """Tell whether an article is to be published now."""
    return _due().exists()


def publish_due() -> Round:
    """Send everything that is due, the earliest first; one that is refused holds up no other."""
    failed, waiting = [], 0
    for number in list(_due().order_by("publish_at", "pk").values_list("pk", flat=True)):
        sent = _send(number)
        failed += [sent] if isinstance(sent, Failed) else []
        waiting += sent is False
    return Round(tuple(failed), waiting)


def publish_now(by: MemberId, article: Article) -> Refused | None:
    """Publish at once what its author lets editors publish; return why it was not.

    A refusal leaves the plan as it was, unless the books may have it: then the job asks again.
    """
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        plan = Plan.objects.filter(article=article.pk).first()
        if stored is None or plan is None or not may_schedule(stored, plan, by):
            return refuse(Refusal.CONSENT_MISSING)
        if plan.sending:
            return refuse(Refusal.PUBLICATION_OPEN)
        before = {"publish_at": plan.publish_at, "scheduled_by_id": plan.scheduled_by_id}
        plan.agreed_twei = price_twei() if stored.author_id == by else plan.agreed_twei
        plan.publish_at, plan.scheduled_by_id, plan.sending = clock.now(), by, True
        plan.edition += 1
        plan.save()
    answered = _answered(stored, plan)
    if answered is None or answered.reason is Refusal.ALREADY_PUBLISHED:
        _note(stored, answered)
    elif not Article.objects.filter(pk=stored.pk, asked=True).exists():
        Plan.objects.filter(pk=stored.pk, sending=True).update(sending=False, **before)
    return told(answered, stored, by)


def _due() -> QuerySet[Plan]:
    return Plan.objects.filter(publish_at__lte=clock.now())


def _send(number: int) -> Failed | bool:
    """Send one; return whether it is settled, or why it was refused."""
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).filter(pk=number).first()
        plan = _due().filter(pk=number).select_related("scheduled_by").first()
        if article is None or plan is None or plan.publish_at is None:
            return True  # it was deleted or put off meanwhile
        plan.sending = True
        plan.save(update_fields=["sending"])
    at, by = plan.publish_at, plan.scheduled_by_id
    answered = _answered(article, plan)
    _note(article, answered)
    if answered is None or answered.reason is Refusal.ALREADY_PUBLISHED:
        _log.info("published_as_scheduled", article=number)
        return True
    if answered.reason in PASSING:
        return False
    _log.warning("schedule_refused", article=number, refusal=answered.name)
    return Failed(article, answered, at, by)


def _answered(article: Article, plan: Plan) -> Refused | None:
    """Ask the books; the author has agreed to a price, and pays no more than that."""
    answered = publish(article, shown_twei=plan.agreed_twei or 0)
    return answered if isinstance(answered, Refused) else None


def _note(article: Article, answered: Refused | None) -> None:
    """Write down what became of it, for the desk."""
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        plan = Plan.objects.filter(pk=article.pk).first()
        if stored is None or plan is None or plan.publish_at is None:
            return  # another runner, or whoever came after a kill, has written it down
        at = plan.publish_at
        if stored.posting_seq is not None:
            late = (stored.published_at or clock.now()) - at
            plan.missed_at, plan.refusal = (at if late > LATE else None), ""
        elif answered is None or answered.reason in PASSING:
            plan.sending = stored.asked  # the books may have it: nobody puts it off until they say
            plan.save(update_fields=["sending"])
            return
        else:
            plan.missed_at, plan.refusal = at, answered.name
            plan.refusal_figures = answered.figures
        plan.publish_at = plan.scheduled_by = None
        plan.sending = False
        plan.edition += 1
        plan.save()
