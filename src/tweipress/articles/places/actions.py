"""Writes about places: only for members who chose it, and a later place always wins."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from tweipress.articles.models import Article
from tweipress.articles.places.bounds import LATE, PLACES_MAX
from tweipress.articles.places.models import Place
from tweipress.articles.places.queries import Spot, old
from tweipress.bank import clock
from tweipress.core.ids import MemberId


def keep(member: MemberId, article: Article, spot: Spot, at: datetime) -> None:
    """Keep where a member was at a time; what is older than what is kept changes nothing.

    Nor does what was sent before the member chose it, or a day late. No time is after now.
    """
    now = clock.now()
    at = min(at, now)
    if at < now - LATE or not article.is_published or spot.part > len(article.part_words):
        return
    with transaction.atomic():
        since = _chosen_since(member)
        if since is None or at < since:
            return
        own = Place.objects.filter(member=member)
        kept = own.filter(article=article.pk).first()
        if kept is None:
            Place.objects.create(member_id=member, article=article, at=at, **spot._asdict())
            surplus = own.order_by("-at", "-pk").values_list("pk", flat=True)[PLACES_MAX:]
            own.filter(pk__in=list(surplus)).delete()
        elif kept.at < at:
            own.filter(pk=kept.pk).update(at=at, **spot._asdict())


def forget_all(member: MemberId) -> None:
    """Delete all places of a member."""
    Place.objects.filter(member=member).delete()


def forget_old() -> int:
    """Delete places that were kept long enough; return how many."""
    return Place.objects.filter(old(clock.now())).delete()[0]


def _chosen_since(member: MemberId) -> datetime | None:
    """Return since when a member wants this; one request of theirs is let in at a time."""
    members = get_user_model().objects.select_for_update(no_key=True)
    since: datetime | None = (
        members.filter(pk=member).values_list("places_since", flat=True).first()
    )
    return since
