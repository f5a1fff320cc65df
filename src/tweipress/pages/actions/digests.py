"""The digest: what a member was told and has not read, as a letter of the letters' own kind."""

from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tweipress.bank import clock
from tweipress.composed.hearing.saying import Said, said
from tweipress.core.ids import MemberId
from tweipress.http.outbox.mail import at_site
from tweipress.language import figures
from tweipress.letters import actions, queries
from tweipress.letters.actions import Texts
from tweipress.letters.queries import Edition
from tweipress.notifications import queries as notifications
from tweipress.people import queries as people
from tweipress.publication import queries as paper

LINES_MAX: Final = 30
"""As many as a page of them shows; the newest, if there are more."""


def texts(edition: Edition) -> Texts:
    """Return what a member was told since the last digest; empty if there is nothing.

    It is in the language that the member reads the site in, whatever it was when they asked.
    """
    member = MemberId(edition.follower)
    rows = notifications.for_digest(member, *queries.span(edition), LINES_MAX + 1)
    if not rows:
        return Texts()
    reader = next(iter(people.addressees([member])), None)
    language = (reader.language if reader else "") or edition.language
    with translation.override(language):
        lines = said(rows[:LINES_MAX], member)
        return _texts(lines, has_more=len(rows) > LINES_MAX)


def _texts(lines: list[Said], *, has_more: bool) -> Texts:
    """Return a digest in the language in force; its subject says how much, and nothing of it."""
    name = paper.current().name
    subject = ngettext(
        "%(site)s: %(count)s notification", "%(site)s: %(count)s notifications", len(lines)
    ) % {"site": " ".join(name.split()), "count": figures.number(len(lines))}
    shown = {
        "name": name,
        "day": figures.day(clock.now()),
        "lines": [(line.text, at_site(line.path)) for line in lines],
        "has_more": has_more,
        "site_url": at_site("/"),
        "all_url": at_site(reverse("notifications:all")),
        "choices_url": at_site(reverse("notifications:choices")),
        "stop_url": actions.STOP_URL,
    }
    return Texts(
        subject[: actions.SUBJECT_MAX],
        _text(shown["lines"], shown),
        render_to_string("notifications/letter.html", shown),
    )


def _text(lines: object, shown: dict[str, object]) -> str:
    """Return a digest for who reads mail without HTML."""
    assert isinstance(lines, list)
    parts = [f"{shown['name']}, {shown['day']}\n{shown['site_url']}"]
    parts += [f"{text}\n{url}" for text, url in lines]
    parts.append(f"{_('See all')}: {shown['all_url']}")
    parts.append(f"{_('Choose what you are told of')}: {shown['choices_url']}")
    parts.append(f"{_('End this letter')}: {shown['stop_url']}")
    return "\n\n".join(parts) + "\n"
