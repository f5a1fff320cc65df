"""The calendar for other programs (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from tweipress.articles.desk import queries as desk
from tweipress.articles.desk.queries import Event
from tweipress.bank import clock
from tweipress.core.ids import MemberId
from tweipress.http.outbox.mail import at_site, site
from tweipress.pages.desk import budget
from tweipress.publication import queries as paper

PAST: Final = timedelta(days=62)
AHEAD: Final = timedelta(days=366)
"""What calendars show: the months around today, and what is planned for a year."""
ASK_AGAIN: Final = timedelta(hours=1)


def calendar(member: MemberId, today: date) -> bytes:
    """Return a member's calendar as a file."""
    made = Calendar()
    name = paper.current().name
    made.add("prodid", "-//Tweipress//Desk//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    articles = desk.visible(member, budget.rights(member))
    for event in desk.happens(articles, today - PAST, today + AHEAD):
        made.add_component(_entry(event))
    return bytes(made.to_ical())


def _entry(event: Event) -> Entry:
    """Return an event: all day, or at a moment, which programs show in their own zone."""
    entry, article = Entry(), event.article
    entry.add("uid", f"{event.kind.value}-{article.pk}@{site().domain}")
    entry.add("dtstamp", clock.now().astimezone(UTC))
    entry.add("summary", f"{budget.KINDS[event.kind]}: {article.title}")
    when: date | datetime = event.at.astimezone(UTC) if event.at else event.day
    entry.add("dtstart", when)
    if event.at is None:
        entry.add("dtend", event.day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")
    entry.add("url", at_site(reverse("desk:plan", args=[article.code])))
    return entry
