"""What a notification says and where it leads: the same on the site, in mail and on devices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tweipress.articles.queries import takeout as articles
from tweipress.articles.queries.takeout import Named
from tweipress.core.ids import MemberId
from tweipress.decisions import queries as decisions
from tweipress.http.links import post_path
from tweipress.language import figures
from tweipress.notifications.queries import Kind, Notification
from tweipress.people import queries as people

NAMELESS: Final = Named("", "")
OF_COMMENTS: Final = frozenset({Kind.REPLY, Kind.MENTION, Kind.LIKE, Kind.SETTLEMENT})
DECISIONS: Final[dict[str, Promise]] = {
    "flagged": gettext_lazy("A flag stands against you. You can read why, and appeal."),
    "upheld": gettext_lazy("A moderator has upheld a flag against you."),
    "lifted": gettext_lazy("A moderator has lifted the flag against you."),
    "held": gettext_lazy("%(twei)s Twei of yours are held under a flag. You can appeal."),
    "released": gettext_lazy("%(twei)s Twei that were held are yours again."),
    "clawed_back": gettext_lazy("%(twei)s Twei that were held have gone to the pool."),
    "hide": gettext_lazy("A moderator has hidden your comment on “%(title)s”."),
    "restore": gettext_lazy("A moderator shows your comment on “%(title)s” again."),
    "remove": gettext_lazy("A moderator has removed your comment on “%(title)s”."),
    "warn": gettext_lazy("A moderator has warned you. Read why."),
    "mute": gettext_lazy("You are muted: you cannot comment for a time. Read why."),
    "suspend": gettext_lazy("Your account is suspended for a time: you can read. Read why."),
    "ban": gettext_lazy("You have been banned: you can read, and do nothing else. Read why."),
    "lift": gettext_lazy("A decision about you was lifted."),
    "change": gettext_lazy("A decision about you was shortened."),
    "version": gettext_lazy("The text of an old version of “%(title)s” was deleted."),
    "notice": gettext_lazy("A notice of illegal content about a text of yours was decided."),
    "report_acted": gettext_lazy("Something was done about a comment that you reported."),
    "report_kept": gettext_lazy("A moderator has looked at a comment that you reported: it stays."),
    "appeal_denied": gettext_lazy("Your appeal was answered: the decision stands. Read why."),
    "wait_approved": gettext_lazy("A moderator has approved your comment on “%(title)s”."),
    "wait_declined": gettext_lazy(
        "A moderator has not published your comment on “%(title)s”. Nothing was paid."
    ),
    "wait_expired": gettext_lazy(
        "Your comment on “%(title)s” has waited too long for a moderator. Nothing was paid."
    ),
    "taken_back": gettext_lazy("An editor has taken back your article “%(title)s”."),
}
NOTED: Final = frozenset(map(str, decisions.Kind))
"""What is noted as a decision, and stands on the member's page of those."""
REVIEWS: Final[dict[str, Promise]] = {
    "approved": gettext_lazy("Your article “%(title)s” was approved."),
    "denied": gettext_lazy("Your article “%(title)s” was not approved."),
    "drawn": gettext_lazy("You were drawn for a jury: an article waits for your verdict."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A notification as somebody reads it; `path` is where it leads on the site."""

    number: int
    text: str
    path: str
    at: datetime
    is_read: bool


@dataclass(frozen=True, slots=True)
class _About:
    """The names of what notifications are about."""

    articles: Mapping[int, Named]
    authors: Mapping[int, int]
    names: Mapping[int, str]


def said(rows: Sequence[Notification], member: MemberId) -> list[Said]:
    """Return notifications of a member in words, in the language in force."""
    about = _about(rows, member)
    return [_said(row, about) for row in rows]


def _about(rows: Sequence[Notification], member: MemberId) -> _About:
    numbers = {row.article for row in rows if row.article}
    authors = articles.authors(numbers)
    names = people.names({*authors.values(), *(row.by for row in rows if row.by)})
    return _About(articles.named(numbers, member), authors, names)


def _said(row: Notification, about: _About) -> Said:
    named = about.articles.get(row.article, NAMELESS)
    by = row.by or about.authors.get(row.article, 0)
    words = {
        "count": figures.number(row.times),
        "level": row.subject,
        "name": about.names.get(by, ""),
        "title": named.title or _("an article that is gone"),
        "twei": figures.number(row.twei),
    }
    return Said(row.pk, _text(row, words), _path(row, named), row.at, row.read_at is not None)


def _text(row: Notification, words: Mapping[str, object]) -> str:
    match row.kind:
        case Kind.DECISION:
            sentence = str(DECISIONS.get(row.what, _("There is a decision about you.")))
        case Kind.REVIEW:
            sentence = str(REVIEWS.get(row.what, _("Something has changed in a review of yours.")))
        case Kind.LEVEL:
            sentence = _("You have reached LVL %(level)s.")
        case Kind.MATURITY:
            sentence = _("%(twei)s Twei that you earned are available now.")
        case Kind.COMMENT:
            sentence = ngettext(
                "%(count)s comment on your article “%(title)s”, the last one by %(name)s.",
                "%(count)s comments on your article “%(title)s”, the last one by %(name)s.",
                row.times,
            )
        case Kind.ARTICLE:
            sentence = _("%(name)s has published “%(title)s”.")
        case _of_comment:
            sentence = _of_comment_text(row)
    return sentence % words


def _of_comment_text(row: Notification) -> str:
    match row.kind:
        case Kind.LIKE if row.twei:
            return ngettext(
                "%(count)s like on your comment on “%(title)s”: it brought you %(twei)s Twei.",
                "%(count)s likes on your comment on “%(title)s”: they brought you %(twei)s Twei.",
                row.times,
            )
        case Kind.LIKE:
            return ngettext(
                "%(count)s like on your comment on “%(title)s”.",
                "%(count)s likes on your comment on “%(title)s”.",
                row.times,
            )
        case Kind.SETTLEMENT if row.twei:
            return _("Your comment on “%(title)s” is settled: its reward is %(twei)s Twei.")
        case Kind.SETTLEMENT:
            return _("Your comment on “%(title)s” is settled, without a reward.")
        case Kind.REPLY if row.times == 1:
            return _("%(name)s has replied to your comment on “%(title)s”.")
        case Kind.REPLY:
            return ngettext(
                "%(count)s reply to your comment on “%(title)s”, the last one by %(name)s.",
                "%(count)s replies to your comment on “%(title)s”, the last one by %(name)s.",
                row.times,
            )
        case _mention:
            return _("%(name)s has mentioned you in a comment on “%(title)s”.")


def _path(row: Notification, named: Named) -> str:
    """Return where a notification leads; where that is gone, to the member's own page."""
    if row.kind == Kind.REVIEW and row.what == "drawn":
        return reverse("reviews:queue")
    if row.kind == Kind.DECISION and row.what in {*NOTED, "appeal_denied"}:
        return reverse("decisions:own")
    if row.kind == Kind.DECISION and row.what.startswith("report_"):
        return reverse("moderation:reports")
    if row.kind == Kind.DECISION and not row.article:
        return reverse("moderation:own")
    if row.article and not named.slug:
        return reverse("articles:write" if row.kind == Kind.REVIEW else "people:me")
    if row.kind == Kind.COMMENT or row.what.startswith("wait_"):
        return post_path(named.slug, "comments")
    if row.kind in OF_COMMENTS:
        return post_path(named.slug, f"comment-{row.subject}")
    return post_path(named.slug) if named.slug else reverse("people:me")
