"""The security log, for operators."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.core.digits import number_in
from tweipress.core.ids import CONSOLE
from tweipress.people import queries as people
from tweipress.people.queries import Card
from tweipress.security import queries
from tweipress.security.events import Event
from tweipress.security.queries import Wanted

ROWS: Final = 50
NETWORK_CHARS: Final = 8
"""Enough to see which events come from the same network."""

NAMES: Final[Mapping[Event, Promise]] = {
    Event.SIGNED_UP: _("joined"),
    Event.SIGN_UP_REPEATED: _("tried to join with a taken address"),
    Event.SIGN_IN: _("signed in"),
    Event.SIGN_IN_FAILED: _("could not sign in"),
    Event.SIGN_IN_CHALLENGED: _("has to solve a puzzle to sign in elsewhere"),
    Event.OWNER_WARNED: _("was told by mail of wrong passwords"),
    Event.SIGN_OUT: _("signed out"),
    Event.SESSIONS_ENDED: _("was signed out everywhere"),
    Event.REAUTHENTICATED: _("gave the password or a code again"),
    Event.PASSWORD_CHANGED: _("changed the password"),
    Event.PASSWORD_RESET_ASKED: _("was sent a link for a new password"),
    Event.PASSWORD_RESET: _("chose a new password by the link"),
    Event.MFA_ADDED: _("added a second factor"),
    Event.MFA_REMOVED: _("removed a second factor"),
    Event.MFA_FAILED: _("gave a wrong code"),
    Event.CODES_RENEWED: _("made new recovery codes"),
    Event.EMAIL_ADDED: _("added an e-mail address"),
    Event.EMAIL_CONFIRMED: _("confirmed an e-mail address"),
    Event.EMAIL_CHANGED: _("changed the e-mail address"),
    Event.EMAIL_REMOVED: _("removed an e-mail address"),
    Event.ROLE_GIVEN: _("was given a role"),
    Event.ROLE_TAKEN: _("lost a role"),
    Event.BANNED: _("was banned"),
    Event.UNBANNED: _("is no longer banned"),
    Event.FLAGGED: _("was flagged"),
    Event.FLAG_DECIDED: _("had a flag decided"),
    Event.HELD: _("had Twei held"),
    Event.RELEASED: _("was given back what was held"),
    Event.COMMENT_HIDDEN: _("removed a comment"),
    Event.VERSION_REMOVED: _("had a version of an article removed"),
    Event.PICTURE_REMOVED: _("had a picture removed"),
    Event.ARTICLE_TAKEN_BACK: _("had an article taken back"),
    Event.SANCTIONED: _("was warned, muted or suspended"),
    Event.SANCTION_LIFTED: _("had that lifted"),
    Event.APPEAL_ANSWERED: _("had an appeal answered"),
    Event.NOTICE_ANSWERED: _("decided a notice of illegal content"),
    Event.PROPOSED: _("proposed what needs a second person"),
    Event.CONFIRMED: _("confirmed what another one proposed"),
    Event.ACCESS_REFUSED: _("was refused a page"),
    Event.EXPORTED: _("took their data along"),
    Event.ACCOUNT_CLOSED: _("closed the account"),
    Event.PAPER_CHANGED: _("changed the paper’s settings"),
    Event.ISSUED: _("was issued Twei"),
    Event.GRADED: _("was given trust and XP by hand"),
    Event.COMMAND_RUN: _("ran a command"),
    Event.BACKUP_MADE: _("made a backup"),
    Event.RESTORED: _("restored a backup"),
    Event.LIMIT_REACHED: _("reached a limit"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One event: whom it is about, who did it, and what is known of it.

    A card is None for a member who is not known any more; `by` is None if it is the member alone.
    """

    at: datetime
    event: str
    name: Promise
    member: int | None
    card: Card | None
    by: int | None
    by_card: Card | None
    by_console: bool
    network: str
    detail: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log; `older` is the query of the next one, empty if there is none."""

    rows: tuple[Row, ...]
    older: str
    event: str
    who: str
    day: str
    unknown: bool


def log(asked: Mapping[str, str], before: int) -> Log:
    """Return a page of events, of those asked for by `event`, `who` and `day`."""
    event, who, day = (asked.get(name, "").strip() for name in ("event", "who", "day"))
    try:
        wanted = Wanted(
            event=Event(event) if event else None,
            member=_number(who) if who else None,
            day=date.fromisoformat(day) if day else None,
            before=before,
        )
    except (ValueError, OverflowError):
        return Log((), "", event, who, day, unknown=True)
    events = queries.events(wanted, ROWS + 1)
    shown = events[:ROWS]
    cards = people.cards({n for row in shown for n in (row.member, row.by) if n})
    query = {"event": event, "who": who, "day": day, "before": str(shown[-1].pk) if shown else ""}
    kept = {name: value for name, value in query.items() if value}
    return Log(
        tuple(
            Row(
                at=row.at,
                event=row.event,
                name=NAMES[Event(row.event)],
                member=row.member or None,
                card=cards.get(row.member or 0),
                by=row.by or None,
                by_card=cards.get(row.by or 0),
                by_console=row.by == CONSOLE,
                network=row.network[:NETWORK_CHARS],
                detail=tuple(row.detail.items()),
            )
            for row in shown
        ),
        urlencode(kept) if len(events) > ROWS else "",
        *(event, who, day),
        unknown=False,
    )


def _number(who: str) -> int:
    """Return the number of a member by name, or by `#` and the number; ValueError for nobody."""
    if who.startswith("#") and (number := number_in(who[1:])) is not None:
        return number
    member = people.by_name(who)
    if member is None:
        raise ValueError(who)
    return member.pk
