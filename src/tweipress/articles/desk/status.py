"""Statuses: how far an article is, by the books, by its dates, and else as its writers say."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from django.db.models import Q

from tweipress.articles.desk.models import Plan, Stage
from tweipress.articles.models import Article
from tweipress.core.ids import ArticleId
from tweipress.core.records.review import ReviewState

Reviews = Mapping[ArticleId, ReviewState]
"""The reviews that wait for a decision or have approved a draft, by article."""


class Status(StrEnum):
    """How far an article is."""

    IDEA = "idea"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    TAKEN_BACK = "taken_back"


UNPUBLISHED: Final = (
    *(Status.IDEA, Status.DRAFT, Status.IN_REVIEW),
    *(Status.READY, Status.SCHEDULED),
)


def plan_of(article: Article) -> Plan | None:
    """Return the plan of an article, None if nothing is planned."""
    plan: Plan | None = getattr(article, "plan", None)
    return plan


def status_of(article: Article, reviews: Reviews) -> Status:
    """Return how far an article is."""
    plan, review = plan_of(article), reviews.get(ArticleId(article.pk))
    if not article.is_draft:
        return Status.TAKEN_BACK if article.is_taken_back else Status.PUBLISHED
    if plan is not None and plan.publish_at is not None:
        return Status.SCHEDULED
    if review is not None:
        return Status.IN_REVIEW if review is ReviewState.OPEN else Status.READY
    return _said(plan.stage if plan is not None else Stage.DRAFT, article.words)


def _said(stage: str, words: int) -> Status:
    """Return what the writers say; what has a text is more than an idea."""
    if stage == Stage.IDEA:
        return Status.DRAFT if words else Status.IDEA
    return {Stage.REVIEW: Status.IN_REVIEW, Stage.READY: Status.READY}.get(
        Stage(stage), Status.DRAFT
    )


def having(status: Status, reviews: Reviews) -> Q:
    """Choose the articles with a status, as `status_of` says it of each."""
    if status is Status.TAKEN_BACK:
        return Q(undo_seq__isnull=False)
    if status is Status.PUBLISHED:
        return Q(posting_seq__isnull=False, undo_seq=None)
    draft = Q(posting_seq=None)
    if status is Status.SCHEDULED:
        return draft & Q(plan__publish_at__isnull=False)
    waits = draft & Q(plan__publish_at=None)
    open_ones = [number for number, state in reviews.items() if state is ReviewState.OPEN]
    if status is Status.IN_REVIEW:
        return waits & (_staged(Stage.REVIEW, reviews) | Q(pk__in=open_ones))
    if status is Status.READY:
        approved = set(reviews) - set(open_ones)
        return waits & (_staged(Stage.READY, reviews) | Q(pk__in=approved))
    idea = _staged(Stage.IDEA, reviews) & Q(words=0)
    if status is Status.IDEA:
        return waits & idea
    begun = _staged(Stage.IDEA, reviews) & Q(words__gt=0)
    return waits & (Q(plan=None) & ~Q(pk__in=reviews) | _staged(Stage.DRAFT, reviews) | begun)


def _staged(stage: Stage, reviews: Reviews) -> Q:
    return Q(plan__stage=stage) & ~Q(pk__in=list(reviews))
