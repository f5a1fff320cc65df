"""Reads about trust: who answers for whom, how far a member is trusted, and what that opens."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.core.money import BPS
from tweipress.core.records.vouch import Vouch
from tweipress.core.rules.trust import WHOLE
from tweipress.core.rules.vouching import DAY_S, days
from tweipress.core.tariff import Tariff
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import CODE_LIFE, InvitationCode, Member
from tweipress.people.queries import Card, cards
from tweipress.people.vouches import codes_left, waiting_codes

MS_PER_S: Final = 1000


@dataclass(frozen=True)
class TrustProfile:
    """How far a member is trusted, in words, and who answers for him: what everybody may know."""

    words: str
    is_trusted: bool
    inviter: Card | None
    vouchers: list[Card]
    is_banned: bool


@dataclass(frozen=True)
class VouchForm:
    """What a signed-in member may do about another's trust; `why_not` is empty if he may vouch."""

    key: str
    vouches: bool
    why_not: str
    places_left: int


@dataclass(frozen=True)
class Step:
    """A condition of the trusted lane, where the member stands, and whether that is enough."""

    what: str
    now: str
    is_met: bool


@dataclass(frozen=True)
class Guest:
    """Somebody a member brought in; `note` says if the word is lost."""

    card: Card
    note: str


@dataclass(frozen=True)
class Word:
    """A vouch that takes a place: for whom, since when, and what has become of it."""

    card: Card
    since: datetime
    note: str
    stands: bool


@dataclass(frozen=True)
class Code:
    """A code that somebody can join with, until a date; `taken` once somebody has."""

    code: str
    until: datetime
    taken: bool


@dataclass(frozen=True)
class OwnTrustProfile:
    """A member's own page about trust."""

    trust_profile: TrustProfile
    trust: int
    trusted_lane_bps: int
    steps: list[Step]
    graded: str
    ban: tuple[str, datetime] | None
    codes: list[Code]
    guests: list[Guest]
    codes_left: int
    may_invite: bool
    vouches: list[Word]
    vouches_left: int
    may_vouch: bool
    key: str


def in_words(trust: int, tariff: Tariff, whom: str) -> str:
    """Return what an amount of trust in thousandths means, said of `whom`."""
    if trust == 0:
        return f"Nobody whom the editors trust has liked, invited or vouched for {whom} yet."
    if trust < tariff.trusted_trust_min:
        return f"A little of the editors’ trust has reached {whom}: not enough yet to count."
    if trust < WHOLE:
        return f"Trusted: the editors’ trust has reached {whom} through others."
    return "Trusted as much as the members whom the editors know themselves."


def trust_profile(member: Member, whom: str = "this member") -> TrustProfile | None:
    """Return what everybody may know of a member's trust; None until the books know them.

    `whom` is how its words call the member: "you" to himself.
    """
    standing, relationships = (
        books.standing(MemberId(member.pk)),
        books.relationships(MemberId(member.pk)),
    )
    if standing is None or relationships is None:
        return None
    known = cards((relationships.inviter, *relationships.vouchers))
    return TrustProfile(
        words=in_words(standing.trust, books.tariff(), whom),
        is_trusted=standing.trusted,
        inviter=known.get(relationships.inviter),
        vouchers=[known[number] for number in relationships.vouchers if number in known],
        is_banned=relationships.ban is not None,
    )


def vouch_form(viewer: Member, other: Member) -> VouchForm | None:
    """Return what a viewer may do about another member; None about oneself.

    The rules judge the click; this says beforehand what they will say.
    """
    standing, relationships = (
        books.standing(MemberId(viewer.pk)),
        books.relationships(MemberId(viewer.pk)),
    )
    if viewer == other or standing is None or relationships is None:
        return None
    level = books.tariff().vouch_level
    vouches = any(it.other == other.pk and it.stands for it in relationships.vouches)
    why_not = ""
    if not standing.passes(level):
        why_not = f"Available from LVL {level}"
    elif not vouches and not relationships.vouches_left and other.pk not in _others(relationships):
        why_not = "All your places are taken"
    return VouchForm(fresh_key(), vouches, why_not, relationships.vouches_left)


def own_trust_profile(member: Member) -> OwnTrustProfile | None:
    """Return a member's own page about trust; None until the books know them."""
    standing, relationships, found = (
        books.standing(MemberId(member.pk)),
        books.relationships(MemberId(member.pk)),
        trust_profile(member, "you"),
    )
    if standing is None or relationships is None or found is None:
        return None
    tariff = books.tariff()
    known = cards((*(it.member for it in relationships.invited), *_others(relationships)))
    return OwnTrustProfile(
        trust_profile=found,
        trust=standing.trust,
        trusted_lane_bps=BPS - tariff.open_lane_bps,
        steps=_steps(standing, relationships, tariff),
        graded=relationships.graded,
        ban=(relationships.ban.reason, _at(relationships.ban.at_ms)) if relationships.ban else None,
        codes=[_code(code) for code in waiting_codes(member)],
        guests=[
            Guest(known[it.member], _lost(it.lost, it.lost_xp))
            for it in relationships.invited
            if it.member in known
        ],
        codes_left=max(0, codes_left(member, relationships)),
        may_invite=standing.passes(tariff.invite_level),
        vouches=[
            Word(known[it.other], _at(it.at_ms), _fate(it, tariff), it.stands)
            for it in relationships.vouches
            if it.other in known
        ],
        vouches_left=relationships.vouches_left,
        may_vouch=standing.passes(tariff.vouch_level),
        key=fresh_key(),
    )


def _others(relationships: books.Relationships) -> list[int]:
    return [it.other for it in relationships.vouches]


def _steps(
    standing: books.Standing, relationships: books.Relationships, tariff: Tariff
) -> list[Step]:
    """Return what the trusted lane asks for."""
    age_s = (clock.now_ms() - relationships.joined_ms) // MS_PER_S
    left_s = tariff.trusted_age_s - age_s
    return [
        Step(
            f"Trust of {tariff.trusted_trust_min} thousandths",
            str(standing.trust),
            standing.trust >= tariff.trusted_trust_min,
        ),
        Step(
            f"LVL {tariff.trusted_level_min}",
            f"LVL {standing.level}",
            standing.level >= tariff.trusted_level_min,
        ),
        Step(
            f"An account of {tariff.trusted_age_s // DAY_S} days",
            f"{age_s // DAY_S} days" if left_s <= 0 else f"in {days(left_s)} days",
            left_s <= 0,
        ),
        Step("No open flag", "flagged" if standing.is_held else "none", not standing.is_held),
    ]


def _code(code: InvitationCode) -> Code:
    return Code(code.code, code.made + CODE_LIFE, code.guest is not None)


def _fate(vouch: Vouch, tariff: Tariff) -> str:
    if vouch.lost or not vouch.ended_ms:
        return _lost(vouch.lost, vouch.lost_xp)
    until = _at(vouch.ended_ms + tariff.vouch_rest_s * MS_PER_S)
    return f"taken back; its place is free on {until:%-d %B %Y}"


def _lost(lost: bool, lost_xp: int) -> str:
    return f"banned: the word is lost, and {lost_xp} XP with it" if lost else ""


def _at(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / MS_PER_S, UTC)
