"""Planning: ideas, who is to do the next thing, until when, and how far a text is."""

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction

from tweipress.articles.bounds import drafts_gate
from tweipress.articles.coauthors.actions import share_no_more
from tweipress.articles.desk.models import Plan, Stage
from tweipress.articles.desk.rights import may_work_on
from tweipress.articles.models import Article
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse

Work = Callable[[Article, Plan], Refused | None]


class Planned(NamedTuple):
    """What the form of a plan says; the assignee by number."""

    stage: Stage
    note: str
    assignee: MemberId | None
    due: date | None


ANY: Final = None
"""Instead of an edition: a click changes one thing, whatever the rest of the plan says."""


def change(by: MemberId, article: Article, edition: int | None, work: Work) -> Refused | None:
    """Do `work` on an article and its plan, both locked, and store the plan.

    `edition` is the one that a form began from; one that is newer is not overwritten.
    """
    with transaction.atomic():
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        if stored is None or not may_work_on(stored, by):
            return refuse(Refusal.UNKNOWN_ARTICLE)
        return changed(stored, edition, work)


def changed(stored: Article, edition: int | None, work: Work) -> Refused | None:
    """Do the same for whoever has asked already whether the member may, and locked the article."""
    plan = Plan.objects.filter(article=stored).first() or Plan(article=stored)
    if edition is not None and edition != plan.edition:
        return refuse(Refusal.PAPER_CHANGED)
    if refused := work(stored, plan):
        transaction.set_rollback(True)
        return refused
    plan.edition += 1
    plan.save()
    return None


def plan(by: MemberId, article: Article, edition: int, planned: Planned) -> Refused | None:
    """Store what the form of a plan says."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        is_idea = planned.stage is Stage.IDEA
        if is_idea and (stored.words or not stored.is_draft):
            return refuse(Refusal.IDEA_BEGUN)
        if refused := _assigning(stored, plan, planned.assignee, is_idea=is_idea):
            return refused
        plan.stage, plan.note = planned.stage, planned.note
        plan.assignee_id, plan.due = planned.assignee, planned.due
        return None

    return change(by, article, edition, work)


def _assigning(
    article: Article, plan: Plan, member: MemberId | None, *, is_idea: bool
) -> Refused | None:
    """Refuse an assignee who may not work on the article; anybody can take on an idea."""
    if member is None or is_idea or member == plan.assignee_id or may_work_on(article, member):
        return None
    return refuse(Refusal.ASSIGNEE_OUTSIDE)


def is_idea(article: Article, plan: Plan | None) -> bool:
    """Tell whether nothing is there of an article but an idea."""
    is_said = plan is not None and plan.stage == Stage.IDEA
    return is_said and article.is_draft and not article.asked and not article.words


def may_take_on(article: Article, plan: Plan | None, member: MemberId) -> bool:
    """Tell whether a member may become the author of an idea: its assignee, or any editor."""
    if plan is None or not is_idea(article, plan) or article.author_id == member:
        return False
    if plan.assignee_id is not None:
        return plan.assignee_id == member
    return may_work_on(article, member)


def take_on(by: MemberId, article: Article) -> Refused | None:
    """Make the member who is to write an idea its author, who will pay for its publication."""

    def work(stored: Article, plan: Plan) -> Refused | None:
        if not is_idea(stored, plan):
            return refuse(Refusal.IDEA_BEGUN)
        if not may_take_on(stored, plan, by):
            return refuse(Refusal.ASSIGNEE_OUTSIDE)
        if refused := drafts_gate(by):
            return refused
        stored.author_id = by
        stored.save(update_fields=["author"])
        share_no_more(stored)
        plan.assignee_id, plan.stage = by, Stage.DRAFT
        plan.editors_may, plan.agreed_twei = False, None
        plan.publish_at = plan.scheduled_by = None
        return None

    with transaction.atomic():
        members = get_user_model().objects.select_for_update(no_key=True)
        members.filter(pk=by).values_list("pk").first()  # one draft more at a time is counted
        stored = Article.objects.select_for_update(no_key=True).filter(pk=article.pk).first()
        return changed(stored, ANY, work) if stored else refuse(Refusal.UNKNOWN_ARTICLE)
