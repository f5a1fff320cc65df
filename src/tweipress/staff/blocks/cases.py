"""The list of cases for moderators: each case with the decisions that its rules would accept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.articles.queries import Article
from tweipress.bank import queries as books
from tweipress.composed.cases import Case, shown
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.acts.cases.hold_bond import HoldBond
from tweipress.core.acts.cases.release import Release
from tweipress.core.ids import CONSOLE, ArticleId, FlagId, MemberId
from tweipress.core.reasons import FlagReason
from tweipress.core.records.proposal import Power
from tweipress.core.refusals import Refusal
from tweipress.core.roles import Right
from tweipress.core.state.outcome import Refused
from tweipress.core.units import MS_PER_S, moment
from tweipress.http.request_keys import form_key
from tweipress.moderation import queries as moderation
from tweipress.moderation.queries import KnownCase
from tweipress.people import queries as people
from tweipress.people.queries import Card, factors

HAND_REASONS: Final[dict[str, Promise]] = {
    FlagReason.BY_HAND: _("The account"),
    FlagReason.REVIEW_FRAUD: _("Fraud in a reviewed article"),
}
"""What a flag by hand can be about."""


POWERS: Final[dict[Power, Promise]] = {
    Power.FLAG: _("Flag"),
    Power.HOLD: _("Hold"),
    Power.ROLE: _("Take a role"),
}
PROPOSALS_MAX: Final = 50
"""More are not listed: nobody reads so many at a time."""


@dataclass(frozen=True, slots=True)
class Bond:
    """The bond of an article that was taken back, and how many Twei a hold would take."""

    article: ArticleId
    title: str
    amount_twei: int


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a moderator may decide in a case; `why_not` says why nothing, if the case stands.

    The amounts are what the act would move, None where it is not offered.
    """

    key: str
    can_lift: bool
    can_uphold: bool
    hold_twei: int | None
    bonds: tuple[Bond, ...]
    release_twei: int | None
    why_not: Refused | None

    @property
    def are_any(self) -> bool:
        """Tell whether the form of a decision is offered at all."""
        amounts = (self.hold_twei, self.release_twei)
        is_moved = any(amount is not None for amount in amounts)
        return self.can_lift or self.can_uphold or is_moved or bool(self.bonds)


@dataclass(frozen=True, slots=True)
class DocketCase:
    """A case, and what this moderator may decide; None once the case is closed."""

    case: Case
    decisions: Decisions | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one person proposed about a member with power, and when it lapses."""

    what: Promise
    member: Card
    by: Card
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Docket:
    """Appeals by the date of their answer, other flags that stand, and closed ones.

    `searched` is the day on which the readings were last searched, None for never. `reasons` are
    those for which this moderator may flag a member by hand, none for others.
    """

    appeals: list[DocketCase]
    others: list[DocketCase]
    closed: list[DocketCase]
    closed_before: int
    searched: date | None
    key: str
    reasons: dict[str, Promise]
    proposals: tuple[Proposed, ...]
    name_max: int = people.NAME_CHARS
    text_max: int = moderation.TEXT_MAX
    reason_max: int = moderation.REASON_MAX


def docket(moderator: MemberId, before: int = 0) -> Docket:
    """Return the list as a moderator sees it; `before` asks for an older page of closed cases."""
    known, searched = moderation.docket(before), moderation.last_search()
    return Docket(
        appeals=_cases(known.appeals, moderator),
        others=_cases(known.others, moderator),
        closed=[DocketCase(case, None) for case in shown(known.closed)],
        closed_before=known.closed_before,
        searched=date.fromisoformat(searched) if searched else None,
        key=form_key(reverse("staff:raise_flag")),
        reasons=HAND_REASONS if factors.is_open(moderator, Right.FLAG) else {},
        proposals=_proposals(),
    )


def decisions(flag: FlagId, reviewed: Iterable[Article], moderator: MemberId) -> Decisions:
    """Return what the rules of a case's acts would say to a moderator now.

    `reviewed` are the member's articles that were taken back while a bond is on them.
    """
    lift = books.refusal_of(Decide(flag, True, books.ANY_TEXT, moderator))
    hold = _hold(flag, moderator)
    release = books.preview(Release(flag, books.ANY_TEXT, moderator))
    return Decisions(
        key=form_key(reverse("staff:judge_flag", args=[flag])),
        can_lift=lift is None,
        can_uphold=books.refusal_of(Decide(flag, False, books.ANY_TEXT, moderator)) is None,
        hold_twei=hold.moved_to("held") if hold.is_offered else None,
        bonds=_bonds(flag, reviewed, moderator),
        release_twei=release.moved_to("vesting", "available") if release.is_offered else None,
        why_not=lift if lift and lift.reason is not Refusal.FLAG_CLOSED else None,
    )


def _cases(known: Iterable[KnownCase], moderator: MemberId) -> list[DocketCase]:
    cases = shown(known)
    if not cases:
        return []
    bonds = books.bonds_at_stake({case.member_id for case in cases})
    titled = articles.by_numbers([number for numbers in bonds.values() for number in numbers])
    return [
        DocketCase(
            case,
            decisions(
                case.number,
                [titled[number] for number in bonds.get(case.member_id, ()) if number in titled],
                moderator,
            ),
        )
        for case in cases
    ]


def _hold(flag: FlagId, moderator: MemberId) -> books.Preview:
    """Return what a hold would do; where it takes two, what it would do in the end."""
    preview = books.preview(Hold(flag, books.ANY_TEXT, moderator))
    if _waits_for_two(preview):
        return books.preview(Hold(flag, books.ANY_TEXT, CONSOLE))
    return preview


def _waits_for_two(preview: books.Preview) -> bool:
    refused = preview.refused
    return refused is not None and refused.reason is Refusal.SECOND_PERSON_NEEDED


def _proposals() -> tuple[Proposed, ...]:
    waiting = books.open_proposals(PROPOSALS_MAX)
    cards = people.cards({who for one in waiting for who in (one.member, one.by)})
    lapses_ms = books.tariff().proposal_lapses_s * MS_PER_S
    return tuple(
        Proposed(
            POWERS[one.power],
            cards[one.member],
            cards[one.by],
            one.reason,
            moment(one.at_ms + lapses_ms),
        )
        for one in waiting
        if one.member in cards and one.by in cards
    )


def _bonds(flag: FlagId, reviewed: Iterable[Article], moderator: MemberId) -> tuple[Bond, ...]:
    bonds = []
    for article in reviewed:
        number = ArticleId(article.pk)
        preview = books.preview(HoldBond(flag, number, books.ANY_TEXT, moderator))
        if _waits_for_two(preview):
            preview = books.preview(HoldBond(flag, number, books.ANY_TEXT, CONSOLE))
        if preview.is_offered:
            bonds.append(Bond(number, article.title, preview.moved_to("held")))
    return tuple(bonds)
