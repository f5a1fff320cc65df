"""Pushes a notification to a device: the words of the site's page, in the member's language."""

from django.conf import settings
from django.utils import translation

from tweipress.composed.hearing.saying import said
from tweipress.core.ids import MemberId
from tweipress.http.outbox.mail import at_site
from tweipress.notifications import actions, queries
from tweipress.notifications.queries import Kind, Notification
from tweipress.publication import queries as paper


def push(device: int, notification: int) -> None:
    """Push a notification to a device, unless it was read meanwhile or one of both is gone."""
    to, row = queries.device(device), queries.one_of_all(notification)
    if to is None or row is None or to.member_id != row.member_id or row.read_at is not None:
        return
    with translation.override(to.member.language or settings.LANGUAGE_CODE):
        actions.push(to, message(row), topic=f"n{row.pk}")


def message(row: Notification) -> dict[str, str]:
    """Return what a device shows, in the language in force: a line of the page, and its address."""
    line = said([row], MemberId(row.member_id))[0]
    return {
        "title": paper.shown().name,
        "body": line.text,
        "url": at_site(line.path),
        "tag": f"{Kind(row.kind)}-{row.pk}",
    }
