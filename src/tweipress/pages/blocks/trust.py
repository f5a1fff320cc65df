"""Trust on members' pages: how far a member is trusted, who answers for them, what can be done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.unvouch import Unvouch
from tweipress.core.acts.members.vouch import Vouch
from tweipress.core.ids import MemberId
from tweipress.core.money import BPS
from tweipress.core.refusals import Refusal
from tweipress.core.rules.trust import WHOLE
from tweipress.core.state.outcome import Refused
from tweipress.core.tariff import Tariff
from tweipress.core.units import MS_PER_S, S_PER_DAY, moment, whole_days
from tweipress.http.request_keys import form_key, fresh_key
from tweipress.people import queries as people
from tweipress.people.actions.bans import REASON_MAX
from tweipress.people.queries import Card, WaitingCode

SAID_ELSEWHERE: Final = {Refusal.MEMBER_BANNED, Refusal.UNKNOWN_MEMBER}
"""Refusals of a vouch that the block says in other words, or to a viewer without any standing."""


@dataclass(frozen=True, slots=True)
class TrustProfile:
    """How far a member is trusted, in words, and who answers for them: everybody may know it."""

    words: str
    is_trusted: bool
    inviter: Card | None
    vouchers: list[Card]
    is_banned: bool


@dataclass(frozen=True, slots=True)
class MemberActs:
    """What a viewer may do about another member, by the rules of these acts."""

    key: str
    can_vouch: bool
    can_unvouch: bool
    why_no_vouch: Refused | None
    places_left: int
    can_ban: bool
    can_lift: bool
    why_no_ban: Refused | None


@dataclass(frozen=True, slots=True)
class Step:
    """A condition of the trusted lane, where the member stands, and whether that is enough."""

    what: str
    now: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody a member brought in; `lost_xp` is what a lost invitation cost."""

    card: Card
    is_lost: bool
    lost_xp: int


@dataclass(frozen=True, slots=True)
class GivenVouch:
    """A vouch that takes a place; `free_on` says when the place of one taken back is free."""

    card: Card
    since: datetime
    is_lost: bool
    lost_xp: int
    free_on: datetime | None


@dataclass(frozen=True, slots=True)
class OwnTrust:
    """A member's own page about trust.

    `invite_refused` and `vouch_refused` are what the rules say to one invitation or vouch more.
    """

    profile: TrustProfile
    trusted_lane_bps: int
    steps: list[Step]
    graded: date | None
    ban_reason: str
    banned: datetime | None
    codes: list[WaitingCode]
    can_withdraw: bool
    code_life_s: int
    guests: list[Guest]
    codes_left: int
    invite_refused: Refused | None
    vouches: list[GivenVouch]
    vouches_left: int
    vouch_refused: Refused | None
    key: str


def trust_profile(member: MemberId) -> TrustProfile | None:
    """Return what everybody may know of a member's trust; None until the books know them."""
    trust, relationships = books.trust(member), books.relationships(member)
    if trust is None or relationships is None:
        return None
    words = _words_about(trust.trust, books.tariff())
    return _profile(relationships, words, is_trusted=trust.is_trusted)


def _profile(relationships: books.Relationships, words: str, *, is_trusted: bool) -> TrustProfile:
    cards = people.cards((relationships.inviter, *relationships.vouchers))
    return TrustProfile(
        words=words,
        is_trusted=is_trusted,
        inviter=cards.get(relationships.inviter),
        vouchers=[cards[number] for number in relationships.vouchers if number in cards],
        is_banned=relationships.ban is not None,
    )


def member_acts(viewer: MemberId | None, other: MemberId) -> MemberActs | None:
    """Return what a viewer may do about another member; None for a visitor and about oneself."""
    relationships = books.relationships(viewer) if viewer else None
    if viewer is None or viewer == other or relationships is None:
        return None
    vouch = books.refusal_of(Vouch(viewer, other))
    can_unvouch = books.refusal_of(Unvouch(viewer, other)) is None
    ban = books.refusal_of(Ban(other, books.ANY_TEXT, by=viewer))
    lift = books.refusal_of(Ban(other, books.ANY_TEXT, lifted=True, by=viewer))
    is_said = vouch is not None and not can_unvouch and vouch.reason not in SAID_ELSEWHERE
    return MemberActs(
        key=form_key(),
        can_vouch=vouch is None,
        can_unvouch=can_unvouch,
        why_no_vouch=vouch if is_said else None,
        places_left=relationships.vouches_left,
        can_ban=ban is None,
        can_lift=lift is None,
        why_no_ban=ban if ban and ban.reason is Refusal.ROLE_HELD else None,
    )


def trust_block(viewer: MemberId | None, member: MemberId, name: str) -> dict[str, object]:
    """Return the block about another member's trust, and what the viewer may do about it."""
    return {
        "name": name,
        "profile": trust_profile(member),
        "acts": member_acts(viewer, member),
        "reason_max": REASON_MAX,
        "tariff": books.tariff(),
    }


def own_trust_block(member: MemberId) -> dict[str, object]:
    """Return the block about a member's own trust, vouches and invitations."""
    return {"own": own_trust(member), "tariff": books.tariff()}


def own_trust(member: MemberId) -> OwnTrust | None:
    """Return a member's own page about trust; None until the books know them."""
    standing, relationships = books.standing(member), books.relationships(member)
    if standing is None or relationships is None:
        return None
    tariff, ban = books.tariff(), relationships.ban
    words = _words_to_you(standing.trust, tariff)
    waiting = people.waiting_codes(member)
    return OwnTrust(
        profile=_profile(relationships, words, is_trusted=standing.trusted),
        trusted_lane_bps=BPS - tariff.open_lane_bps,
        steps=_steps(standing, relationships, tariff),
        graded=date.fromisoformat(relationships.graded) if relationships.graded else None,
        ban_reason=ban.reason if ban else "",
        banned=moment(ban.at_ms) if ban else None,
        codes=waiting,
        can_withdraw=books.ban_refusal(member) is None,
        code_life_s=people.CODE_LIFE_S,
        guests=_guests(relationships),
        codes_left=max(0, relationships.invites_left - len(waiting)),
        invite_refused=books.preview_invitation(member, len(waiting)).refused,
        vouches=_vouches(relationships, tariff),
        vouches_left=relationships.vouches_left,
        vouch_refused=books.preview_new_vouch(member).refused,
        key=fresh_key(),
    )


def _words_about(trust: int, tariff: Tariff) -> str:
    """Return what an amount of trust in thousandths means, said about a member."""
    if trust == 0:
        return _("Nobody whom the editors trust has liked, invited or vouched for this member yet.")
    if trust < tariff.trusted_trust_min:
        return _("A little of the editors’ trust has reached this member: not enough yet to count.")
    if trust < WHOLE:
        return _("Trusted: the editors’ trust has reached this member through others.")
    return _("Trusted as much as the members whom the editors know themselves.")


def _words_to_you(trust: int, tariff: Tariff) -> str:
    """Return what an amount of trust in thousandths means, said to the member."""
    if trust == 0:
        return _("Nobody whom the editors trust has liked, invited or vouched for you yet.")
    if trust < tariff.trusted_trust_min:
        return _("A little of the editors’ trust has reached you: not enough yet to count.")
    if trust < WHOLE:
        return _("You are trusted: the editors’ trust has reached you through others.")
    return _("You are trusted as much as the members whom the editors know themselves.")


def _steps(
    standing: books.Standing, relationships: books.Relationships, tariff: Tariff
) -> list[Step]:
    """Return what the trusted lane asks for."""
    lane = standing.trusted_lane
    age_s = (clock.now_ms() - relationships.joined_ms) // MS_PER_S
    needed_days, left_days = (
        whole_days(tariff.trusted_age_s),
        whole_days(tariff.trusted_age_s - age_s),
    )
    age = (
        ngettext("%(days)s day", "%(days)s days", age_s // S_PER_DAY) % {"days": age_s // S_PER_DAY}
        if lane.has_age
        else ngettext("in %(days)s day", "in %(days)s days", left_days) % {"days": left_days}
    )
    return [
        Step(
            _("Trust of %(trust)s thousandths") % {"trust": tariff.trusted_trust_min},
            str(standing.trust),
            lane.has_trust,
        ),
        Step(
            _("LVL %(level)s") % {"level": tariff.trusted_level_min},
            _("LVL %(level)s") % {"level": standing.level},
            lane.has_level,
        ),
        Step(
            ngettext("An account of %(days)s day", "An account of %(days)s days", needed_days)
            % {"days": needed_days},
            age,
            lane.has_age,
        ),
        Step(
            _("No flag on your account"),
            _("no flag") if lane.has_no_flag else _("flagged"),
            lane.has_no_flag,
        ),
    ]


def _guests(relationships: books.Relationships) -> list[Guest]:
    cards = people.cards(invitation.member for invitation in relationships.invited)
    return [
        Guest(cards[invitation.member], invitation.lost, invitation.lost_xp)
        for invitation in relationships.invited
        if invitation.member in cards
    ]


def _vouches(relationships: books.Relationships, tariff: Tariff) -> list[GivenVouch]:
    cards = people.cards(vouch.other for vouch in relationships.vouches)
    return [
        GivenVouch(
            card=cards[vouch.other],
            since=moment(vouch.at_ms),
            is_lost=vouch.lost,
            lost_xp=vouch.lost_xp,
            free_on=moment(vouch.ended_ms + tariff.vouch_rest_s * MS_PER_S)
            if vouch.ended_ms and not vouch.lost
            else None,
        )
        for vouch in relationships.vouches
        if vouch.other in cards
    ]
