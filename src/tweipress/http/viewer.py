"""Who is looking at a page: the signed-in member's id, or nobody."""

from django.http import HttpRequest

from tweipress.core.ids import MemberId


def viewer_id(request: HttpRequest) -> MemberId | None:
    """Return the id of the signed-in member, None for a visitor."""
    return MemberId(request.user.pk) if request.user.is_authenticated else None


def member_id(request: HttpRequest) -> MemberId:
    """Return the id of the signed-in member, for views that only members reach."""
    member = viewer_id(request)
    assert member is not None
    return member
