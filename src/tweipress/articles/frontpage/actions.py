"""Writes about fronts: preparing one step by step, showing it, and going back."""

from collections.abc import Callable

from django.db import transaction

from tweipress.articles.frontpage import plan as plans
from tweipress.articles.frontpage.models import Arrangement, Front
from tweipress.articles.frontpage.plan import Breaking, Plan, Step
from tweipress.articles.frontpage.queries import of_section
from tweipress.articles.frontpage.rights import arranging_refusal
from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.http.fast import changes

__all__ = ["Breaking", "Plan", "Step", "discard", "go_back", "plans", "prepare", "show"]

Work = Callable[[Front], Refused | None]


def prepare(by: MemberId, section: str, version: int, step: Step) -> Refused | None:
    """Change what is being prepared for a front by a step; return why it was not.

    `version` is the front's as the editor saw it; what another has changed since is kept.
    """

    def work(front: Front) -> Refused | None:
        made = step(plans.stored(front.shown if front.draft is None else front.draft))
        if isinstance(made, Refused):
            return made
        _keep(front, made)
        return None

    return _changed(by, section, version, work)


def show(by: MemberId, section: str, version: int) -> Refused | None:
    """Let readers see what was prepared, at once in every process of the site."""

    def work(front: Front) -> Refused | None:
        if front.draft is not None:
            front.shown, front.draft = front.draft, None
            Arrangement.objects.create(front=front, plan=front.shown, by_id=by)
        return None

    refused = _changed(by, section, version, work)
    if refused is None:
        changes.note()
    return refused


def discard(by: MemberId, section: str, version: int) -> Refused | None:
    """Forget what was prepared."""

    def work(front: Front) -> Refused | None:
        front.draft = None
        return None

    return _changed(by, section, version, work)


def go_back(by: MemberId, section: str, version: int, number: int) -> Refused | None:
    """Prepare what was shown before, by the number of that arrangement."""

    def work(front: Front) -> Refused | None:
        former = Arrangement.objects.filter(front=front, pk=number).first()
        if former is None:
            return refuse(Refusal.MALFORMED)
        _keep(front, plans.stored(former.plan))
        return None

    return _changed(by, section, version, work)


def _keep(front: Front, plan: Plan) -> None:
    told = plan.as_json()
    front.draft = None if told == plans.stored(front.shown).as_json() else told


def _changed(by: MemberId, section: str, version: int, work: Work) -> Refused | None:
    if refused := arranging_refusal(by, section):
        return refused
    with transaction.atomic():
        known = of_section(section) or Front.objects.get_or_create(section=section)[0]
        front = Front.objects.select_for_update().get(pk=known.pk)
        if front.version != version:
            return refuse(Refusal.FRONT_CHANGED)
        if refused := work(front):
            return refused
        front.version += 1
        front.save()
    return None
