"""What members can be told of, on which channels, and what is switched on if they say nothing."""

from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happened, as a member chooses whether to be told of it."""

    REPLY = "reply", _("Somebody replies to my comment")
    MENTION = "mention", _("Somebody mentions me")
    COMMENT = "comment", _("Somebody comments on my article")
    LIKE = "like", _("My comments are liked")
    SETTLEMENT = "settlement", _("My comment is settled")
    LEVEL = "level", _("I reach a level")
    MATURITY = "maturity", _("Twei that I earned become available")
    DECISION = "decision", _("A decision about me or my comments")
    REVIEW = "review", _("My article’s review is decided, or I am drawn for a jury")
    ARTICLE = "article", _("A new article of an author, section or tag that I follow")


class Source(StrEnum):
    """What is followed for what members are told: rows that come, or change, at the end."""

    JOURNAL = "journal"
    DECISIONS = "decisions"
    REPORTS = "reports"
    WAITS = "waits"
    APPEALS = "appeals"


class Channel(models.TextChoices):
    """By what a member is told."""

    SITE = "site", _("On the site")
    MAIL = "mail", _("In the digest")
    PUSH = "push", _("On my devices")


OFFERED: Final = tuple(Kind)
"""The kinds that members can switch."""
ON: Final = frozenset(
    {
        *((kind, Channel.SITE) for kind in Kind),
        *((kind, Channel.MAIL) for kind in Kind if kind is not Kind.LIKE),
        *((kind, Channel.PUSH) for kind in (Kind.REPLY, Kind.MENTION, Kind.DECISION)),
    }
)
"""What is on unless a member says otherwise. No mail comes unless a digest is asked for, and
nothing is pushed unless a device was added: for who does neither, only a figure in the masthead
changes."""

ONCE: Final = frozenset({Kind.ARTICLE, Kind.LEVEL})
"""Kinds of which one is told once, also after it was read; the others begin anew then."""
