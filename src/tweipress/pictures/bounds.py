"""How much there may be of pictures: for each member, and on the whole site."""

from django.conf import settings
from django.db.models import Sum

from tweipress.core.ids import MemberId
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.pictures.models import Picture

MEGABYTE = 1_000_000


def room_refusal(member: MemberId) -> Refused | None:
    """Return why a member can add no picture, None if there is room.

    Uploads that come at the same time all see the same room: it is exceeded by theirs at most.
    """
    member_most = settings.TWEIPRESS_PICTURES_MEMBER_MB
    if _bytes(uploader=member) >= member_most * MEGABYTE:
        return refuse(Refusal.PICTURES_SPENT, most_megabytes=member_most)
    return site_room_refusal()


def site_room_refusal() -> Refused | None:
    """Return why the site can take no picture, None if there is room."""
    site_most = settings.TWEIPRESS_PICTURES_SITE_MB
    if _bytes() >= site_most * MEGABYTE:
        return refuse(Refusal.PICTURES_FULL, most_megabytes=site_most)
    return None


def _bytes(**whose: int) -> int:
    rows = Picture.objects.filter(removed_at=None, **whose)
    return rows.aggregate(total=Sum("size_bytes"))["total"] or 0
