"""Cases as members read them: the reason, the evidence with articles' titles, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tweipress.articles import queries as articles
from tweipress.bank import clock
from tweipress.bank import queries as books
from tweipress.bank.queries import CaseBooks
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.ids import FlagId, MemberId
from tweipress.core.records.case import AppealState, FlagState, HoldState
from tweipress.core.units import moment
from tweipress.http.links import post_path
from tweipress.language.reasons import REASONS
from tweipress.moderation import queries as moderation
from tweipress.moderation.queries import KnownCase
from tweipress.people import queries as people
from tweipress.people.queries import Card

STATES: Final[dict[FlagState, Promise]] = {
    FlagState.OPEN: _("Nobody has decided yet."),
    FlagState.UPHELD: _("A moderator has upheld it."),
    FlagState.LIFTED: _("It is lifted."),
    FlagState.ENDED: _("It is carried out: what was held has gone to the pool."),
}
ANSWERS: Final[dict[AppealState, Promise]] = {
    AppealState.OPEN: _("The appeal is waiting for its answer."),
    AppealState.GRANTED: _("The appeal was granted."),
    AppealState.DENIED: _("The appeal was denied."),
}
NO_ARTICLE: Final = _("An article that was deleted")
Links = Mapping[int, tuple[str, str]]
"""An article's title and address by its number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One of the readings that a rule looked at; `url` is empty when the article is gone."""

    title: str | Promise
    url: str
    at: datetime
    took_s: int
    time_to_read_s: int
    words: int


@dataclass(frozen=True, slots=True)
class Held:
    """What was taken from the member's earnings that vest, why, and what happens to it when."""

    amount_twei: int
    reason: str
    since: datetime
    until: datetime
    is_live: bool
    is_clawed: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An appeal and its answer; `due` is when the answer is due, None when it was given."""

    words: Promise
    appealed: datetime
    due: datetime | None
    is_late: bool
    text: str
    text_to_hold: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its member and the staff read it; times are UTC."""

    number: FlagId
    member_id: MemberId
    member: Card
    why: Promise
    rule: str
    version: int
    on_trial: bool
    by_hand: bool
    since: datetime
    figures: tuple[tuple[Promise, str], ...]
    readings: tuple[Reading, ...]
    note: str
    is_standing: bool
    state: Promise
    words: str
    decided: datetime | None
    answer: Answer | None
    held: Held | None
    can_appeal: bool


def shown(known: Iterable[KnownCase]) -> list[Case]:
    """Return cases with their members' cards and their articles' titles."""
    cases = list(known)
    cards = people.cards(case.books.flag.member for case in cases)
    numbers = {reading.article for case in cases for reading in case.readings}
    links = {
        number: (article.title, post_path(article.slug))
        for number, article in articles.by_numbers(sorted(numbers)).items()
    }
    return [
        _case(case, cards[case.books.flag.member], links)
        for case in cases
        if case.books.flag.member in cards
    ]


def _case(known: KnownCase, card: Card, links: Links) -> Case:
    flag = known.books.flag
    return Case(
        number=flag.flag,
        member_id=flag.member,
        member=card,
        why=REASONS[flag.reason],
        rule=flag.rule,
        version=flag.version,
        on_trial=flag.shadow,
        by_hand=flag.by > 0,
        since=moment(flag.at_ms),
        figures=known.figures,
        readings=tuple(_reading(reading, links) for reading in known.readings),
        note=known.note,
        is_standing=flag.is_standing,
        state=STATES[flag.state],
        words=flag.words,
        decided=moment(flag.decided_ms) if flag.decided_ms else None,
        answer=_answer(known),
        held=_held(known.books),
        can_appeal=books.refusal_of(Appeal(flag.member, flag.flag, books.ANY_TEXT)) is None,
    )


def _reading(reading: moderation.EvidenceOfReading, links: Links) -> Reading:
    title, url = links.get(reading.article, (NO_ARTICLE, ""))
    return Reading(title, url, reading.at, reading.took_s, reading.time_to_read_s, reading.words)


def _answer(known: KnownCase) -> Answer | None:
    flag = known.books.flag
    if not flag.appeal:
        return None
    is_open = flag.appeal == AppealState.OPEN
    return Answer(
        words=ANSWERS[flag.appeal],
        appealed=moment(flag.appealed_ms),
        due=moment(flag.answer_due_ms) if is_open else None,
        is_late=is_open and flag.answer_due_ms < clock.now_ms(),
        text=known.appeal_text,
        text_to_hold=known.hold_appeal_text,
    )


def _held(known: CaseBooks) -> Held | None:
    hold = known.hold
    if hold is None:
        return None
    return Held(
        amount_twei=hold.amount_twei,
        reason=hold.reason,
        since=moment(hold.at_ms),
        until=moment(known.claws_back_ms),
        is_live=hold.state == HoldState.LIVE,
        is_clawed=hold.state == HoldState.CLAWED,
    )
